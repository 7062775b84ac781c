package org.examhall.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.examhall.core.exam.ExamVersion;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.exam.Exams;
import org.examhall.core.resource.Resource;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.examhall.testkit.World.OpenLaunch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadIT {
  private static final Path SAMPLE = Path.of("target/samples/numbas-like.zip");
  private static final Path OTHER_SAMPLE = Path.of("target/samples/scorm12.zip");
  private static final World WORLD = World.fresh();
  private static final RunningApp APP =
      RunningApp.start(WORLD, Map.of("EXAMHALL_MAX_UPLOAD_MEGABYTES", "2"));

  private final Classroom classroom = new Classroom(WORLD);
  private final OpenLaunch open = classroom.teacher();
  private final Guest teacher = new Guest(APP.app(), open);

  @AfterAll
  static void close() {
    APP.close();
    WORLD.close();
  }

  @Test
  @Requirement({"IN3", "IN4", "I15"})
  void theFirstUploadSetsTheExamUp() {
    teacher.get("/");

    Answer answer = teacher.upload(SAMPLE);

    assertEquals(303, answer.status());
    Answer page = teacher.follow(answer);
    assertTrue(page.body().contains("The exam is set up"));
    assertTrue(page.body().contains("7 questions"));
    assertTrue(page.body().contains("30 minutes"));
  }

  @Test
  @Requirement({"IN6", "IN7"})
  void aNewVersionIsForNewAttemptsAndTheOldOneCanBeUsedAgain() {
    teacher.get("/");
    teacher.upload(SAMPLE);
    ExamVersion first = inUse();

    Answer replaced = teacher.upload(OTHER_SAMPLE);

    ExamVersion second = inUse();
    assertTrue(replaced.location().endsWith("done=replaced"));
    assertEquals(List.of(1, 2), List.of(first.number(), second.number()));
    assertEquals(first.examId(), second.examId());
    teacher.get("/exam");
    teacher.post("/exam/versions/" + first.id() + "/use", Map.of());
    assertEquals(first, inUse());
  }

  @Test
  @Requirement("IN6")
  void theSameFileAgainChangesNothing() {
    teacher.get("/");
    teacher.upload(SAMPLE);
    ExamVersion first = inUse();

    Answer again = teacher.upload(SAMPLE);

    assertTrue(again.location().endsWith("done=same"));
    assertEquals(first, inUse());
    assertEquals(1, versions().size());
  }

  @Test
  @Requirement({"IN2", "IN4"})
  void theSameFileBehindAnotherLinkOfTheCourseIsTheSameExam() {
    teacher.get("/");
    teacher.upload(SAMPLE);
    OpenLaunch otherLink = classroom.teacherAtAnotherLink();
    Guest there = new Guest(APP.app(), otherLink);
    there.get("/");

    there.upload(SAMPLE);

    Resource other = resource(otherLink);
    assertEquals(inUse().id(), other.examVersionId());
    assertFalse(other.id() == resource(open).id());
  }

  static Stream<Arguments> refusals() throws IOException {
    byte[] sample = Files.readAllBytes(SAMPLE);
    return Stream.of(
        Arguments.of("exam.zip", "application/zip", new byte[0], "The file is empty"),
        Arguments.of("exam.pdf", "application/pdf", bytes("%PDF-1.7 …"), "application/pdf"),
        Arguments.of("exam.zip", "application/zip", bytes("<html></html>"), "not a zip file"),
        Arguments.of("../../exam.zip", "application/zip", sample, "holds a path"),
        Arguments.of("exam.zip", "application/zip", zip("index.html"), "no imsmanifest.xml"),
        Arguments.of("exam.zip", "application/zip", zip("cmi5.xml"), "no imsmanifest.xml"),
        Arguments.of("exam.zip", "application/zip", zip("../evil.html"), "can’t be used"),
        Arguments.of("exam.zip", "application/zip", zip("exam/imsmanifest.xml"), "inside a folder"),
        Arguments.of(
            "exam.zip",
            "application/zip",
            Arrays.copyOf(sample, sample.length / 2),
            "its end is missing"));
  }

  @ParameterizedTest(name = "{0}, {1}: {3}")
  @MethodSource("refusals")
  @Requirement({"I13", "I15", "I40"})
  void aRefusalSaysWhatWasFoundAndLeavesTheFormThere(
      String fileName, String contentType, byte[] content, String words) {
    teacher.get("/");

    Answer answer = teacher.upload(fileName, contentType, content);

    assertEquals(400, answer.status());
    assertTrue(answer.body().contains(words), answer.body());
    assertTrue(answer.body().contains("name=\"package\""));
    assertTrue(noExams());
  }

  /** The length of the form tells how long the file is at least, and about here nothing. */
  @ParameterizedTest
  @ValueSource(ints = {8_191, 8_192, 8_193})
  @Requirement({"IN4", "I40"})
  void aSmallPackageIsTakenWhateverTheLengthOfItsForm(int formBytes) throws IOException {
    teacher.get("/");
    int fileBytes = formBytes - Guest.overheadBytes("exam.zip", "application/zip");

    Answer answer = teacher.upload("exam.zip", "application/zip", padded(fileBytes));

    assertEquals(303, answer.status(), answer.body());
    assertTrue(answer.location().endsWith("done=set_up"));
  }

  @Test
  @Requirement("I40")
  void aFileAboveTheLimitIsRefusedOnThePage() {
    teacher.get("/");

    Answer answer = teacher.upload("exam.zip", "application/zip", prefixed(3 << 20));

    assertEquals(413, answer.status());
    assertTrue(answer.body().contains("larger than"));
    assertTrue(answer.body().contains("name=\"package\""));
  }

  @Test
  @Requirement("I40")
  void twoGigabytesAreRefusedBeforeTheyAreRead() throws IOException {
    teacher.get("/");

    String head =
        "POST "
            + teacher.uploadPath()
            + " HTTP/1.1\r\nHost: "
            + APP.app().getAuthority()
            + "\r\nCookie: "
            + Guest.cookieHeader(open)
            + "\r\nSec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=b"
            + "\r\nContent-Length: 2147483648\r\n\r\n--b\r\nContent-Disposition: form-data;"
            + " name=\"package\"; filename=\"exam.zip\"\r\nContent-Type: application/zip\r\n\r\nPK";

    assertTrue(firstLine(APP.app(), head).contains(" 413"));
  }

  @Test
  @Requirement("I26")
  void aFormWithoutItsCodeIsNotEvenRead() {
    teacher.get("/");
    Guest stranger = new Guest(APP.app(), open);

    Answer answer = stranger.upload(SAMPLE);

    assertEquals(403, answer.status());
    assertTrue(noExams());
  }

  @Test
  @Requirement("IN4")
  void theScriptIsToldHowFarItIsAndWhereToGo() throws IOException {
    teacher.get("/");

    Answer answer = teacher.uploadByScript("exam.zip", newExam());

    List<String> lines = answer.body().lines().toList();
    assertEquals(200, answer.status());
    assertTrue(lines.get(0).contains("\"stage\":\"unpacking\""), answer.body());
    assertTrue(lines.get(lines.size() - 1).contains("done=set_up"), answer.body());
  }

  @Test
  @Requirement({"IN4", "I15"})
  void theScriptIsToldWhatIsWrongInTheSameWords() {
    teacher.get("/");

    Answer answer = teacher.uploadByScript("exam.zip", zip("index.html"));

    assertTrue(answer.body().contains("\"problem\":"), answer.body());
    assertTrue(answer.body().contains("no imsmanifest.xml"), answer.body());
  }

  @Test
  @Requirement("IN4")
  void studentsUploadNothing() {
    Guest student = new Guest(APP.app(), classroom.student());
    student.get("/");

    Answer answer = student.upload(SAMPLE);

    assertEquals(403, answer.status());
  }

  private boolean noExams() {
    return WORLD.db().tx(tx -> new Exams().list(tx, classroom.course)).isEmpty();
  }

  private ExamVersion inUse() {
    long id = resource(open).examVersionId();
    return WORLD.db().tx(tx -> new ExamVersions().byId(tx, id));
  }

  private List<ExamVersion> versions() {
    long id = resource(open).examId();
    return WORLD.db().tx(tx -> new ExamVersions().list(tx, id));
  }

  private Resource resource(OpenLaunch launch) {
    return classroom.resourceOf(launch);
  }

  /** The sample with one more file in it, so that nobody has uploaded it before. */
  private static byte[] newExam() throws IOException {
    return withFile(SAMPLE, new ZipEntry(World.name("new") + ".txt"), new byte[0]);
  }

  /** A package of exactly so many bytes. */
  private static byte[] padded(int length) throws IOException {
    int without = withPadding(0).length;
    return withPadding(length - without);
  }

  private static byte[] withPadding(int length) throws IOException {
    ZipEntry entry = new ZipEntry("padding.bin");
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(length);
    CRC32 sum = new CRC32();
    sum.update(new byte[length]);
    entry.setCrc(sum.getValue());
    return withFile(OTHER_SAMPLE, entry, new byte[length]);
  }

  private static byte[] withFile(Path from, ZipEntry more, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream sample = new ZipInputStream(Files.newInputStream(from));
        ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = sample.getNextEntry(); entry != null; entry = sample.getNextEntry()) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        sample.transferTo(zip);
      }
      zip.putNextEntry(more);
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] prefixed(int length) {
    byte[] content = new byte[length];
    System.arraycopy(zip("index.html"), 0, content, 0, 4);
    return content;
  }

  private static byte[] zip(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(bytes("<p>Hello</p>"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String firstLine(URI app, String request) throws IOException {
    try (Socket socket = new Socket(app.getHost(), app.getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(bytes(request));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(64), StandardCharsets.UTF_8);
    }
  }
}
