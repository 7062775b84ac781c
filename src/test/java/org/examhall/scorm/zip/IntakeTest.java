package org.examhall.scorm.zip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.examhall.scorm.problem.PackageReason;
import org.examhall.scorm.serve.PackageFolder;
import org.examhall.scorm.zip.UnpackProgress.Stage;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An upload's way from the wire to an immutable folder. */
class IntakeTest {
  private static final String SCRIPT = "var x = 1;\n".repeat(500);

  @TempDir private Path outside;
  private IntakeFixture intake;

  @BeforeEach
  void open() throws IOException {
    intake = new IntakeFixture(outside);
  }

  @AfterEach
  void close() {
    intake.close();
  }

  @Test
  void aPackageIsUnpackedIntoAFolderNamedByItsContent() throws IOException {
    PackageFolder folder = intake.store(example());

    assertTrue(folder.root().getFileName().toString().matches("[0-9a-f]{64}"));
    assertEquals("<p>Hello", Files.readString(folder.files().resolve("index.html")));
    assertEquals(SCRIPT, Files.readString(folder.files().resolve("scripts/exam.js")));
    assertArrayEquals(example(), Files.readAllBytes(folder.upload()));
    assertEquals(List.of(), intake.leftovers());
  }

  @Test
  void textIsPrecompressedOnlyWhereItHelps() throws IOException {
    PackageFolder folder = intake.store(example());

    Path script = folder.compressed().resolve("scripts/exam.js");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(script))) {
      assertArrayEquals(SCRIPT.getBytes(), in.readAllBytes());
    }
    assertTrue(Files.size(script) < SCRIPT.length() / 10);
    assertFalse(Files.exists(folder.compressed().resolve("index.html")), "too small to gain");
    assertFalse(Files.exists(folder.compressed().resolve("picture.png")), "no text");
  }

  @Test
  void theSameContentIsStoredOnce() throws IOException {
    PackageFolder first = intake.store(example());
    PackageFolder second = intake.store(example());

    assertEquals(first, second);
    assertEquals(1, intake.published().size());
    assertEquals(List.of(), intake.leftovers());
  }

  @Test
  void theSameContentAtTheSameTimeIsStoredOnce() throws Exception {
    ExecutorService uploaders = Executors.newFixedThreadPool(4);
    List<Future<PackageFolder>> uploads = new ArrayList<>();
    Callable<PackageFolder> upload = () -> intake.store(example());
    try {
      for (int i = 0; i < 8; i++) {
        uploads.add(uploaders.submit(upload));
      }
      for (Future<PackageFolder> done : uploads) {
        assertEquals(uploads.get(0).get(), done.get());
      }
    } finally {
      uploaders.shutdown();
    }

    assertEquals(1, intake.published().size());
    assertEquals(List.of(), intake.leftovers());
  }

  @Test
  void progressRunsThroughItsStagesToTheEnd() throws IOException {
    Set<Stage> finished = EnumSet.noneOf(Stage.class);
    UnpackProgress progress =
        (stage, done, total) -> {
          assertTrue(done <= total, stage + " " + done + " of " + total);
          if (done == total) {
            finished.add(stage);
          }
        };

    intake.store(IntakeFixture.upload(example()), progress);

    assertEquals(EnumSet.allOf(Stage.class), finished);
  }

  @Test
  void aJudgeThatRefusesKeepsThePackageFromBeingPublished() {
    var refusal = PackageReason.NOTHING_TO_LAUNCH.refuse("SCORM 1.2");

    assertThrows(
        refusal.getClass(),
        () ->
            intake
                .intake()
                .run(
                    IntakeFixture.upload(example()),
                    UnpackProgress.NONE,
                    (sha256, folder) -> {
                      throw refusal;
                    }));

    assertEquals(List.of(), intake.published());
    assertEquals(List.of(), intake.leftovers());
  }

  @Test
  @Requirement("I40")
  void anEmptyUploadIsRefused() {
    PackageReason announced = intake.refusal(IntakeFixture.upload(new byte[0]));
    PackageReason arrived =
        intake.refusal(IntakeFixture.upload(new ByteArrayInputStream(new byte[0])));

    assertEquals(PackageReason.EMPTY, announced);
    assertEquals(PackageReason.EMPTY, arrived);
  }

  @Test
  @Requirement("I40")
  void twoGigabytesAreRefusedUnread() {
    CountingZeros content = new CountingZeros();
    Upload upload = new Upload("exam.zip", "application/zip", 2L << 30, content);

    PackageReason reason = intake.refusal(upload);

    assertEquals(PackageReason.TOO_BIG, reason);
    assertEquals(0, content.bytesRead);
  }

  @Test
  @Requirement("I40")
  void anEndlessUploadIsStoppedAtTheLimit() {
    CountingZeros content = new CountingZeros();

    PackageReason reason = intake.refusal(IntakeFixture.upload(content));

    assertEquals(PackageReason.TOO_BIG, reason);
    assertTrue(content.bytesRead < IntakeFixture.LIMITS.maxUploadBytes() + (1 << 20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "image/png", "application/pdf; x=y", "TEXT/HTML"})
  @Requirement("I40")
  void anotherContentTypeIsRefusedUnread(String contentType) {
    CountingZeros content = new CountingZeros();

    PackageReason reason = intake.refusal(new Upload("exam.zip", contentType, -1, content));

    assertEquals(PackageReason.WRONG_TYPE, reason);
    assertEquals(0, content.bytesRead);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../exam.zip", "C:\\exams\\exam.zip", "/exam.zip", "exam\0.zip"})
  @Requirement("I40")
  void aFileNameWithAPathIsRefusedUnread(String fileName) {
    CountingZeros content = new CountingZeros();

    PackageReason reason = intake.refusal(new Upload(fileName, "application/zip", -1, content));

    assertEquals(PackageReason.UNUSABLE_FILE_NAME, reason);
    assertEquals(0, content.bytesRead);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%PDF-1.7", "<!DOCTYPE html>", "Rar!\u001a", "// Numbas version: exam"})
  @Requirement("I40")
  void aFileThatIsNoZipIsRefusedByItsFirstBytes(String start) {
    byte[] content = Arrays.copyOf(start.getBytes(), 1 << 20);
    CountingBytes counted = new CountingBytes(content);

    PackageReason reason = intake.refusal(IntakeFixture.upload(counted));

    assertEquals(PackageReason.NOT_A_ZIP, reason);
    assertTrue(counted.bytesRead <= 16, "read " + counted.bytesRead);
  }

  @Test
  @Requirement("I15")
  void anUploadThatBreaksOffIsRefusedWhereverItBreaks() {
    byte[] zip = example();
    List<PackageReason> reasons = new ArrayList<>();
    for (int length = 20; length < zip.length; length += 37) {
      byte[] part = Arrays.copyOf(zip, length);
      reasons.add(intake.refusal(IntakeFixture.upload(part)));
    }
    Upload announced = new Upload("exam.zip", "", zip.length + 1, new ByteArrayInputStream(zip));
    reasons.add(intake.refusal(announced));

    assertEquals(Set.of(PackageReason.CUT_SHORT), Set.copyOf(reasons));
  }

  private static byte[] example() {
    ZipBytes zip = new ZipBytes();
    zip.text("index.html", "<p>Hello");
    zip.text("scripts/exam.js", SCRIPT);
    zip.stored("picture.png", new byte[5000]);
    return zip.bytes();
  }

  /** A zip's first bytes, then zeros for ever. */
  private static final class CountingZeros extends InputStream {
    private long bytesRead;

    @Override
    public int read() {
      bytesRead++;
      return bytesRead <= 4 ? "PK\3\4".charAt((int) bytesRead - 1) : 0;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      Arrays.fill(target, offset, offset + length, (byte) 0);
      for (int i = 0; i < length && bytesRead + i < 4; i++) {
        target[offset + i] = (byte) "PK\3\4".charAt((int) bytesRead + i);
      }
      bytesRead += length;
      return length;
    }
  }

  private static final class CountingBytes extends ByteArrayInputStream {
    private long bytesRead;

    private CountingBytes(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      int n = super.read(target, offset, length);
      bytesRead += n;
      return n;
    }
  }
}
