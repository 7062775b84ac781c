package org.examhall.scorm.zip;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.BiFunction;
import org.examhall.kernel.disk.Disk;
import org.examhall.scorm.serve.PackageFolder;
import org.examhall.scorm.zip.Receiver.Received;

/**
 * Turns an upload into an immutable folder named after the SHA-256 of its content, or refuses it
 * and leaves nothing behind.
 *
 * <p>Everything happens in a staging folder on the same file system; when all of it is on the disk
 * and has been judged, one rename publishes it. A crash at any moment leaves either the complete
 * package or nothing that is ever listed. The same content is stored once. Errors: {@code Refused}
 * with a {@code PackageReason}; IOException when the upload breaks off or the disk fails. Threads:
 * any, also with the same content at the same time.
 */
public final class Intake implements AutoCloseable {
  private static final String STAGING = ".staging";

  private final Path packages;
  private final PackageLimits limits;
  private final StagingArea staging;

  /** Opens the folder, creating it if need be, and removes what a crashed process left in it. */
  public Intake(Path packages, PackageLimits limits) throws IOException {
    this.packages = packages;
    this.limits = limits;
    this.staging = StagingArea.claim(packages.resolve(STAGING));
  }

  /**
   * Receives, unpacks, judges and publishes.
   *
   * @param judge given the SHA-256 and the unpacked folder, says what the package is, or refuses
   */
  public <T> T run(
      Upload upload, UnpackProgress progress, BiFunction<String, PackageFolder, T> judge)
      throws IOException {
    PackageFolder staged = new PackageFolder(staging.newFolder());
    try {
      Received received = new Receiver(limits).run(upload, staged.upload(), progress);
      PackageFolder stored = new PackageFolder(packages.resolve(received.sha256()));
      if (Files.isDirectory(stored.root())) {
        return judge.apply(received.sha256(), stored);
      }
      Files.createDirectory(staged.files());
      new Unzipper(limits).run(staged.upload(), staged.files(), progress);
      T judgement = judge.apply(received.sha256(), staged);
      new Precompressor().run(staged, progress);
      publish(staged.root(), stored.root());
      return judgement;
    } finally {
      Disk.remove(staged.root());
    }
  }

  private void publish(Path staged, Path target) throws IOException {
    Disk.forceTree(staged);
    try {
      Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
      // The same content was published by somebody else in the meantime: theirs serves as well.
    }
    Disk.force(packages);
  }

  @Override
  public void close() {
    staging.close();
  }
}
