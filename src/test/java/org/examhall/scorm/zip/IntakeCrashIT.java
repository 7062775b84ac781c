package org.examhall.scorm.zip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads of another process: left alone while it lives, cleared away when it was killed. */
class IntakeCrashIT {
  @TempDir private Path outside;
  private Process uploading;

  @BeforeEach
  void startAnUpload() throws IOException {
    uploading =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HalfUpload.class.getName(),
                outside.resolve("data/packages").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    uploading.getOutputStream().write("PK\3\4 and nothing more yet".getBytes());
    uploading.getOutputStream().flush();
    BufferedReader says = new BufferedReader(new InputStreamReader(uploading.getInputStream()));
    assertEquals("receiving", says.readLine());
  }

  @AfterEach
  void kill() throws InterruptedException {
    uploading.destroyForcibly().waitFor();
  }

  @Test
  @Requirement("F23")
  void anUploadInProgressIsNeverListedAndAStartLeavesItAlone() throws IOException {
    try (IntakeFixture intake = new IntakeFixture(outside)) {
      assertEquals(List.of(), intake.published());
      assertEquals(1, intake.leftovers().size());
    }
  }

  @Test
  @Requirement("F23")
  void whatAKilledProcessLeftIsRemovedByTheNextStart() throws Exception {
    uploading.destroyForcibly().waitFor();

    try (IntakeFixture intake = new IntakeFixture(outside)) {
      assertEquals(List.of(), intake.published());
      assertEquals(List.of(), intake.leftovers());
    }
  }
}
