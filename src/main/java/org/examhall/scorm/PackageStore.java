package org.examhall.scorm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.examhall.kernel.json.Json;
import org.examhall.scorm.serve.PackageFolder;
import org.examhall.scorm.zip.Intake;
import org.examhall.scorm.zip.PackageLimits;
import org.examhall.scorm.zip.UnpackProgress;
import org.examhall.scorm.zip.Upload;

/**
 * The folder of all packages: takes uploads in, finds packages again.
 *
 * <p>Shape: {@code <folder>/<sha256>/}, each immutable; see {@link PackageFolder}. Open one store
 * per process; several processes may share the folder. Threads: any.
 */
public final class PackageStore implements AutoCloseable {
  private final Path folder;
  private final PackageReader reader;
  private final Intake intake;

  /**
   * Opens the folder, creating it if need be, and removes what a crashed process left half done.
   */
  public PackageStore(Path folder, PackageLimits limits, Json json) throws IOException {
    this.folder = folder;
    this.reader = new PackageReader(json);
    this.intake = new Intake(folder, limits);
  }

  /**
   * Takes an upload in.
   *
   * <p>Repeats: the same content again gives the same facts and stores nothing. Errors: {@code
   * Refused} with a {@code PackageReason}, and nothing is left; IOException when the upload breaks
   * off or the disk fails, likewise.
   */
  public PackageFacts receive(Upload upload, UnpackProgress progress) throws IOException {
    try {
      return intake.run(upload, progress, this::facts);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private PackageFacts facts(String sha256, PackageFolder unpacked) {
    try {
      return reader.run(sha256, unpacked);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The package of that name; empty when there is none. The name may be anything. */
  public Optional<PackageFolder> find(String sha256) {
    return sha256.matches("[0-9a-f]{64}") && Files.isDirectory(folder.resolve(sha256))
        ? Optional.of(new PackageFolder(folder.resolve(sha256)))
        : Optional.empty();
  }

  @Override
  public void close() {
    intake.close();
  }
}
