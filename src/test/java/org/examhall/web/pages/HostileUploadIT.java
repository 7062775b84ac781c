package org.examhall.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.core.exam.Exams;
import org.examhall.kernel.config.Option;
import org.examhall.scorm.Manifests;
import org.examhall.scorm.zip.ZipBytes;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages written to hurt, through the upload form: whole refusals, and nothing left of them. */
class HostileUploadIT {
  private static final World WORLD = World.fresh();
  private static final RunningApp APP =
      RunningApp.start(
          WORLD,
          Map.of("EXAMHALL_MAX_UPLOAD_MEGABYTES", "2", "EXAMHALL_MAX_UNPACKED_MEGABYTES", "20"));

  /** Where an entry with an absolute name would land. */
  private static final Path ABSOLUTE =
      Path.of(System.getProperty("java.io.tmpdir"), "examhall-escape.txt").toAbsolutePath();

  private final Classroom classroom = new Classroom(WORLD);
  private final Guest teacher = new Guest(APP.app(), classroom.teacher());

  @AfterAll
  static void close() {
    APP.close();
    WORLD.close();
  }

  static Stream<Arguments> places() {
    return Stream.of(
            "../escape.txt",
            "a/../../escape.txt",
            ABSOLUTE.toString(),
            "C:/windows/x.dll",
            "..\\escape.txt",
            "nul\0.txt")
        .map(name -> Arguments.of(name, with(zip -> zip.stored(name, bytes("x")))));
  }

  static Stream<Arguments> others() {
    String bomb =
        "<!DOCTYPE manifest [<!ENTITY a 'lol'><!ENTITY b '"
            + "&a;".repeat(100)
            + "'><!ENTITY c '"
            + "&b;".repeat(100)
            + "'>]>"
            + Manifests.numbas("&c;&c;&c;");
    String external =
        "<!DOCTYPE manifest [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + Manifests.numbas("&x;");
    String include =
        Manifests.scorm2004(
            "2004",
            "Exam",
            "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/passwd'"
                + " parse='text'/>");
    String deep = "<manifest>" + "<a>".repeat(65_536) + "</a>".repeat(65_536) + "</manifest>";
    return Stream.of(
        Arguments.of(
            "symbolic link", with(zip -> zip.stored("link", bytes("/etc/passwd")).mode(0120777))),
        Arguments.of("names in two cases", with(zip -> zip.stored("INDEX.html", bytes("x")))),
        Arguments.of("gigabyte of zeros", with(zip -> zip.zeros("zeros.bin", 1_024))),
        Arguments.of("false size", with(zip -> zip.zeros("zeros.bin", 1).claimingBytes(100))),
        Arguments.of(
            "overlap", with(zip -> zip.stored("copy.html", bytes("<p>Hello")).withDataOf(0))),
        Arguments.of("too many files", with(HostileUploadIT::addManyFiles)),
        Arguments.of("external entity", manifest(bytes(external))),
        Arguments.of("entity bomb", manifest(bytes(bomb))),
        Arguments.of("inclusion", manifest(bytes(include))),
        Arguments.of("deep nesting", manifest(bytes(deep))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"places", "others"})
  @Requirement({"I12", "I13", "I14"})
  void theWholeUploadIsRefusedAndNothingIsLeftOfIt(String what, byte[] zip) throws IOException {
    teacher.get("/");
    Set<String> before = everythingStored();

    Answer answer = teacher.upload("exam.zip", "application/zip", zip);

    assertTrue(Set.of(400, 413).contains(answer.status()), what + ": " + answer.status());
    assertTrue(answer.body().contains("name=\"package\""), answer.body());
    assertEquals(-1, answer.body().indexOf("root:"), what);
    assertEquals(before, everythingStored());
    assertTrue(WORLD.db().tx(tx -> new Exams().list(tx, classroom.course)).isEmpty());
    assertTrue(Files.notExists(ABSOLUTE));
  }

  @ParameterizedTest
  @CsvSource({"UTF-8,true", "UTF-16LE,true", "UTF-16BE,true", "windows-1252,false"})
  @Requirement("I12")
  void aManifestInAnyDeclaredEncodingIsAccepted(String encoding, boolean mark) {
    String declared = encoding.startsWith("UTF-16") ? "UTF-16" : encoding;
    String xml =
        (mark ? "\uFEFF" : "")
            + "<?xml version='1.0' encoding='"
            + declared
            + "'?>"
            + Manifests.numbas("Prüfung " + World.name(encoding));
    teacher.get("/");

    Answer answer =
        teacher.upload(
            "exam.zip", "application/zip", manifest(xml.getBytes(Charset.forName(encoding))));

    assertEquals(303, answer.status(), answer::body);
    assertTrue(teacher.follow(answer).body().contains("Prüfung"));
  }

  @ParameterizedTest
  @CsvSource({"cmi5.xml, cmi5", "index.html, web site", "tincan.xml, xAPI"})
  @Requirement("I15")
  void whatIsNoScormPackageIsToldWhatItSeemsToBe(String file, String words) {
    ZipBytes zip = new ZipBytes();
    zip.text(file, "<p>Hello");
    teacher.get("/");

    Answer answer = teacher.upload("exam.zip", "application/zip", zip.bytes());

    assertEquals(400, answer.status());
    assertTrue(answer.body().contains(words), answer.body());
  }

  @Test
  @Requirement("I13")
  void theSameZipWithoutTheHarmIsAccepted() {
    teacher.get("/");

    Answer answer =
        teacher.upload("exam.zip", "application/zip", with(zip -> zip.text("x.txt", "x")));

    assertEquals(303, answer.status(), answer::body);
  }

  /** Every file below the site's data folder, its staging folders and the folder around it. */
  private static Set<String> everythingStored() throws IOException {
    Path data = Path.of(APP.config().text(Option.DATA_DIR));
    try (Stream<Path> files = Files.walk(data);
        Stream<Path> around = Files.list(data.toAbsolutePath().getParent())) {
      return Stream.concat(files, around.filter(path -> path.endsWith("escape.txt")))
          .map(Path::toString)
          .collect(Collectors.toSet());
    }
  }

  private static void addManyFiles(ZipBytes zip) {
    for (int i = 0; i < 20_001; i++) {
      zip.stored("f" + i, new byte[0]);
    }
  }

  private static byte[] with(Consumer<ZipBytes> harm) {
    ZipBytes zip = new ZipBytes();
    zip.stored("index.html", bytes("<p>Hello"));
    zip.text("imsmanifest.xml", Manifests.numbas(World.name("Exam")));
    harm.accept(zip);
    return zip.bytes();
  }

  private static byte[] manifest(byte[] xml) {
    ZipBytes zip = new ZipBytes();
    zip.text("index.html", "<p>Hello");
    zip.deflated("imsmanifest.xml", xml);
    return zip.bytes();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
