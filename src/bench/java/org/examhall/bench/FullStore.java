package org.examhall.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The part of F06 where packages can't be stored: a teacher reads why, nothing of the upload stays,
 * students get the files of what was there before; with room again the same files are taken.
 */
record FullStore(SmallDisk disk) {
  private static final int LEFT_BYTES = 1 << 20;
  private static final int FILE_BYTES = 4 << 20;
  private static final String WORDS = "disk is full";
  private static final Pattern START = Pattern.compile("\"launch\":\"([^\"]+)\"");

  private static final String MANIFEST =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <manifest identifier="M" version="1.0"
          xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
          xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
        <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
        <organizations default="O">
          <organization identifier="O">
            <title>Bench</title>
            <item identifier="I" identifierref="R"><title>Bench</title></item>
          </organization>
        </organizations>
        <resources>
          <resource identifier="R" type="webcontent" adlcp:scormtype="sco" href="index.html"/>
        </resources>
      </manifest>
      """;

  void happen(Hall hall, List<String> broken) {
    Teacher teacher = hall.teacher();
    check(teacher.upload(zip(new byte[0])).statusCode() == 303, "a package is not taken", broken);
    String start = start(hall, "before");
    long versions = versions(hall);
    byte[] large = zip(noise());
    byte[] growing =
        zip("var much = 1;\n".repeat(FILE_BYTES / 14).getBytes(StandardCharsets.UTF_8));

    disk.leave(LEFT_BYTES);
    for (byte[] zip : List.of(large, growing)) {
      HttpResponse<String> answer = teacher.upload(zip);
      boolean told = answer.statusCode() == 503 && answer.body().contains(WORDS);
      check(told, "an upload was answered " + answer.statusCode() + answer.body(), broken);
    }
    check(stored(hall) == 1 && versions(hall) == versions, "half a package is listed", broken);
    check(leftovers(hall) == 0, "something of the uploads is left", broken);
    check(isServed(hall, start), "a student does not get the exam's files", broken);
    check(
        hall.entry().look("/health", "").body().contains("\"data\":{\"status\":\"degraded\""),
        "the page of health does not know that the disk is full",
        broken);

    disk.makeRoom();
    for (byte[] zip : List.of(large, growing)) {
      check(teacher.upload(zip).statusCode() == 303, "the upload is not taken later", broken);
    }
    check(stored(hall) == 3 && versions(hall) == versions + 2, "a package is not listed", broken);
    check(isServed(hall, start(hall, "after")), "the new package is not served", broken);
  }

  private static void check(boolean holds, String otherwise, List<String> broken) {
    if (!holds) {
      broken.add(otherwise);
    }
  }

  /** Where the exam begins for a new student. */
  private static String start(Hall hall, String user) {
    String session = hall.entry().session(hall.entry().arrive(hall.invite(user)));
    Matcher start = START.matcher(session);
    if (!start.find()) {
      throw new IllegalStateException(session);
    }
    return start.group(1);
  }

  private static boolean isServed(Hall hall, String start) {
    return hall.entry().content(start).body().contains("Hello");
  }

  private static long versions(Hall hall) {
    return hall.rig().count("select count(*) from exam_version");
  }

  private static int stored(Hall hall) {
    return names(packages(hall), "[0-9a-f]{64}");
  }

  private static int leftovers(Hall hall) {
    return names(packages(hall).resolve(".staging"), "upload-.*");
  }

  private static Path packages(Hall hall) {
    return hall.rig().home().resolve("data").resolve("packages");
  }

  /** How many files and folders below one have such a name. */
  private static int names(Path folder, String pattern) {
    try (Stream<Path> all = Files.walk(folder)) {
      return (int) all.filter(path -> path.getFileName().toString().matches(pattern)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What no zip makes smaller. */
  private static byte[] noise() {
    byte[] noise = new byte[FILE_BYTES];
    new Random(6).nextBytes(noise);
    return noise;
  }

  private static byte[] zip(byte[] script) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      add(zip, "imsmanifest.xml", MANIFEST.getBytes(StandardCharsets.UTF_8));
      add(zip, "index.html", "<p>Hello".getBytes(StandardCharsets.UTF_8));
      add(zip, "script.js", script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
  }
}
