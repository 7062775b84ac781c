package org.examhall.scorm.zip;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A process of its own that receives an upload from its standard input, for a test to kill
 * half-way.
 */
public final class HalfUpload {
  private HalfUpload() {}

  /** Arguments: the packages folder. Says "receiving" once the first bytes are on the disk. */
  public static void main(String[] arguments) throws IOException {
    PackageLimits limits = new PackageLimits(1 << 20, 10 << 20, 100);
    UnpackProgress progress =
        (stage, doneBytes, totalBytes) -> {
          System.out.println("receiving");
          System.out.flush();
        };
    try (Intake intake = new Intake(Path.of(arguments[0]), limits)) {
      intake.run(IntakeFixture.upload(System.in), progress, (sha256, folder) -> sha256);
    }
  }
}
