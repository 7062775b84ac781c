package org.examhall.scorm.zip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.examhall.scorm.problem.PackageReason;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Zip files written to hurt, each refused whole. */
class HostileZipTest {
  private static final byte[] CONTENT = "hello".getBytes(StandardCharsets.UTF_8);

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../escape.txt",
        "a/../../escape.txt",
        "..",
        "/etc/passwd",
        "//host/share",
        "C:/windows/x.dll",
        "c:x",
        "a\\b.txt",
        "..\\escape.txt",
        "a/./b",
        "a//b",
        "nul\0.txt",
        "line\nbreak",
        "con",
        "a/AUX.js",
        "lpt1.txt"
      })
  @Requirement("I13")
  void aNameThatCouldLeadElsewhereRefusesTheUpload(String name) {
    ZipBytes zip = new ZipBytes();
    zip.text("index.html", "fine");
    zip.stored(name, CONTENT);

    PackageReason reason = intake.refusal(zip);

    assertEquals(PackageReason.UNSAFE_NAME, reason);
  }

  @Test
  @Requirement("I13")
  void aBackslashIsSeenThoughTheLibraryRepairsIt() {
    ZipBytes zip = new ZipBytes();
    zip.stored("..\\escape.txt", CONTENT).madeOnDos();

    PackageReason reason = intake.refusal(zip);

    assertEquals(PackageReason.UNSAFE_NAME, reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {0120777, 0010644, 0060644, 0140755})
  @Requirement("I13")
  void aLinkOrDeviceRefusesTheUpload(int mode) {
    ZipBytes zip = new ZipBytes();
    zip.stored("link", "/etc/passwd".getBytes(StandardCharsets.UTF_8)).mode(mode);

    PackageReason reason = intake.refusal(zip);

    assertEquals(PackageReason.SPECIAL_FILE, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "index.html,Index.HTML",
    "a/x.js,A/x.js",
    "same.txt,same.txt",
    "file,file/below.txt",
    "caf\u00e9.txt,cafe\u0301.txt"
  })
  @Requirement("I13")
  void twoNamesForOnePlaceRefuseTheUpload(String first, String second) {
    ZipBytes zip = new ZipBytes();
    zip.stored(first, CONTENT);
    zip.stored(second, CONTENT);

    PackageReason reason = intake.refusal(zip);

    assertEquals(PackageReason.DUPLICATE_NAME, reason);
  }

  @Test
  @Requirement("I14")
  void aGigabyteOfZerosIsStoppedByItsRatio() {
    ZipBytes zip = new ZipBytes();
    zip.zeros("zeros.bin", 1024);

    PackageReason reason = roomy(zip);

    assertEquals(PackageReason.TOO_DENSE, reason);
  }

  @Test
  @Requirement("I14")
  void aGigabyteOfZerosIsStoppedByTheLimitOfTheSite() {
    ZipBytes zip = new ZipBytes();
    zip.zeros("zeros.bin", 1024);

    PackageReason reason = intake.refusal(zip);

    assertEquals(PackageReason.TOO_MUCH_UNPACKED, reason);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100, (1 << 20) - 1, (1 << 20) + 1})
  @Requirement("I14")
  void aFalseSizeIsNoticedWhileUnpacking(long claimedBytes) {
    ZipBytes zip = new ZipBytes();
    zip.zeros("zeros.bin", 1).claimingBytes(claimedBytes);

    PackageReason reason = intake.refusal(zip);

    assertEquals(PackageReason.FALSE_SIZE, reason);
  }

  @Test
  @Requirement("I14")
  void manySmallBombsAreCountedTogether() {
    ZipBytes zip = new ZipBytes();
    for (int i = 0; i < 300; i++) {
      zip.zeros("zeros" + i, 1);
    }

    PackageReason reason = roomy(zip);

    assertEquals(PackageReason.TOO_DENSE, reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_001, 500_000})
  @Requirement("I14")
  void tooManyFilesAreStoppedAtTheTableOfContents(int files) {
    ZipBytes zip = new ZipBytes();
    for (int i = 0; i < files; i++) {
      zip.stored("f" + i, new byte[0]);
    }

    PackageReason reason = intake.refusal(zip);

    assertEquals(PackageReason.TOO_MANY_FILES, reason);
  }

  @Test
  @Requirement("I14")
  void aZipInsideAZipStaysAFile() throws IOException {
    ZipBytes bomb = new ZipBytes();
    bomb.zeros("zeros.bin", 200);
    ZipBytes zip = new ZipBytes();
    zip.stored("nested.zip", bomb.bytes());

    var folder = intake.store(zip.bytes());

    assertEquals(List.of("nested.zip"), IntakeFixture.names(folder.files()));
    assertEquals(bomb.bytes().length, Files.size(folder.files().resolve("nested.zip")));
  }

  @Test
  @Requirement("I14")
  void entriesThatShareBytesAreRefused() {
    ZipBytes zip = new ZipBytes();
    zip.zeros("one.bin", 1);
    zip.zeros("two.bin", 1).withDataOf(0);

    PackageReason reason = intake.refusal(zip);

    assertEquals(PackageReason.OVERLAP, reason);
  }

  @Test
  @Requirement("I14")
  void anEntryThatSwallowsTheNextIsRefused() {
    ZipBytes zip = new ZipBytes();
    zip.stored("one.txt", CONTENT).claimingPackedBytes(CONTENT.length + 20);
    zip.stored("two.txt", CONTENT);

    PackageReason reason = intake.refusal(zip);

    assertEquals(PackageReason.OVERLAP, reason);
  }

  @Test
  @Requirement("I14")
  void foldersTooDeepAreRefused() {
    ZipBytes zip = new ZipBytes();
    zip.stored("d/".repeat(16) + "x.txt", CONTENT);

    PackageReason reason = intake.refusal(zip);

    assertEquals(PackageReason.TOO_DEEP, reason);
  }

  @Test
  void anEncryptedEntryIsNamed() {
    ZipBytes zip = new ZipBytes();
    zip.stored("secret.txt", CONTENT).encrypted();

    PackageReason reason = intake.refusal(zip);

    assertEquals(PackageReason.ENCRYPTED, reason);
  }

  @Test
  void anUnknownCompressionIsNamed() {
    ZipBytes zip = new ZipBytes();
    zip.stored("x.txt", CONTENT).method(95);

    PackageReason reason = intake.refusal(zip);

    assertEquals(PackageReason.UNSUPPORTED_COMPRESSION, reason);
  }

  @Test
  void aWrongChecksumIsNoticed() {
    ZipBytes zip = new ZipBytes();
    zip.stored("x.txt", CONTENT).claimingCrc(1);

    PackageReason reason = intake.refusal(zip);

    assertEquals(PackageReason.DAMAGED, reason);
  }

  /** Refused by a site that allows two gigabytes. */
  private PackageReason roomy(ZipBytes zip) {
    PackageLimits limits = new PackageLimits(500L << 20, 2L << 30, 1_000);
    try (IntakeFixture fixture = new IntakeFixture(outside, limits)) {
      return fixture.refusal(zip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
