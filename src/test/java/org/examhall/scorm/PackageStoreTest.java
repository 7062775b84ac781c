package org.examhall.scorm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.scorm.manifest.Edition;
import org.examhall.scorm.problem.PackageReason;
import org.examhall.scorm.zip.PackageLimits;
import org.examhall.scorm.zip.UnpackProgress;
import org.examhall.scorm.zip.Upload;
import org.examhall.scorm.zip.ZipBytes;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads in, facts out. */
class PackageStoreTest {
  private static final PackageLimits LIMITS = new PackageLimits(10 << 20, 100 << 20, 1_000);

  @TempDir private Path folder;
  private PackageStore store;

  @BeforeEach
  void open() throws IOException {
    store = new PackageStore(folder, LIMITS, new Json());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aNumbasExamIsStoredWithItsFacts() throws IOException {
    PackageFacts facts = receive(numbas("Calculus &lt;i&gt;1&lt;/i&gt;"));

    assertEquals(Edition.SCORM_2004_3RD, facts.edition());
    assertEquals("Calculus 1", facts.title());
    assertEquals("index.html", facts.launch().address());
    assertEquals(Optional.of("10.0"), facts.numbas().orElseThrow().version());
    assertEquals(3, facts.fileCount());
    assertTrue(store.find(facts.sha256()).isPresent());
  }

  @Test
  void theSameUploadAgainGivesTheSameFacts() throws IOException {
    PackageFacts first = receive(numbas("Exam"));
    PackageFacts second = receive(numbas("Exam"));

    assertEquals(first, second);
  }

  @Test
  void aTitleOfAnotherPackageIsNoHtml() throws IOException {
    ZipBytes zip = new ZipBytes();
    zip.text("imsmanifest.xml", Manifests.scorm12("quiz.html"));
    zip.text("quiz.html", "<p>Hello");

    PackageFacts facts = receive(zip);

    assertEquals("Capitals & rivers, x < 3", facts.title());
    assertEquals(Optional.empty(), facts.numbas());
  }

  @Test
  @Requirement("I15")
  void aPackageThatCannotRunIsNotKept() {
    ZipBytes zip = new ZipBytes();
    zip.text("imsmanifest.xml", Manifests.scorm12("absent.html"));

    Refused refused = assertThrows(Refused.class, () -> receive(zip));

    assertEquals(PackageReason.LAUNCH_MISSING, refused.reason());
    assertEquals(0, folder.toFile().list((dir, name) -> !name.startsWith(".")).length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", ".staging", "../x", "0123", "a\0"})
  void onlyTheNameOfAPackageFindsOne(String name) {
    assertEquals(Optional.empty(), store.find(name));
  }

  private PackageFacts receive(ZipBytes zip) throws IOException {
    byte[] bytes = zip.bytes();
    return store.receive(
        new Upload("exam.zip", "application/zip", bytes.length, new ByteArrayInputStream(bytes)),
        UnpackProgress.NONE);
  }

  private static ZipBytes numbas(String escapedTitle) {
    ZipBytes zip = new ZipBytes();
    zip.text("imsmanifest.xml", Manifests.numbas(escapedTitle));
    zip.text("numbas-manifest.json", "{\"Numbas_version\": \"10.0\"}");
    zip.text("index.html", "<p>Hello");
    return zip;
  }
}
