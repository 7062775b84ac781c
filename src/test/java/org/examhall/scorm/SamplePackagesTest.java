package org.examhall.scorm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.json.Json;
import org.examhall.scorm.manifest.Edition;
import org.examhall.scorm.numbas.ExamSource;
import org.examhall.scorm.numbas.Part;
import org.examhall.scorm.zip.PackageLimits;
import org.examhall.scorm.zip.UnpackProgress;
import org.examhall.scorm.zip.Upload;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample exams, as the build zips them, are packages like any other. */
class SamplePackagesTest {
  private static final Path SAMPLES = Path.of("target", "samples");

  @TempDir private Path folder;
  private PackageStore store;

  @BeforeEach
  void open() throws IOException {
    store = new PackageStore(folder, new PackageLimits(1 << 20, 10 << 20, 100), new Json());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @Requirement("I15")
  void theNumbasLikeExamIsUnderstood() throws IOException {
    PackageFacts facts = receive("numbas-like.zip");
    ExamSource source = facts.numbas().orElseThrow().source().orElseThrow();

    assertEquals(Edition.SCORM_2004_3RD, facts.edition());
    assertEquals("Mathematics and general knowledge", facts.title());
    assertEquals("index.html", facts.launch().address());
    assertEquals(Optional.of("10.0"), facts.numbas().orElseThrow().version());
    assertEquals(Optional.of(Duration.ofMinutes(30)), source.duration());
    assertEquals(Optional.of(new BigDecimal("16")), source.maxScore());
    assertTrue(source.allowPause());
    assertEquals(7, source.questions().size());
    assertEquals("States of water", source.questions().get(6).name());
  }

  @Test
  void thePartsOfAQuestionAreThoseThatTheExamReports() throws IOException {
    PackageFacts facts = receive("numbas-like.zip");
    ExamSource source = facts.numbas().orElseThrow().source().orElseThrow();

    List<String> paths =
        source.questions().get(0).parts().stream().flatMap(Part::all).map(Part::path).toList();

    assertEquals(List.of("p0", "p0s0", "p0s1", "p1"), paths);
  }

  @Test
  @Requirement("I15")
  void theScorm12QuizIsUnderstood() throws IOException {
    PackageFacts facts = receive("scorm12.zip");

    assertEquals(Edition.SCORM_12, facts.edition());
    assertEquals("Rivers & capitals of Europe", facts.title());
    assertEquals(Optional.of(new BigDecimal("60")), facts.masteryScore());
    assertEquals(Optional.empty(), facts.numbas());
  }

  private PackageFacts receive(String name) throws IOException {
    Path zip = SAMPLES.resolve(name);
    try (InputStream in = Files.newInputStream(zip)) {
      Upload upload = new Upload(name, "application/zip", Files.size(zip), in);
      return store.receive(upload, UnpackProgress.NONE);
    }
  }
}
