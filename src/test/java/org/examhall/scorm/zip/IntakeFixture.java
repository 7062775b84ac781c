package org.examhall.scorm.zip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.examhall.kernel.fault.Refused;
import org.examhall.scorm.problem.PackageReason;
import org.examhall.scorm.serve.PackageFolder;

/** A packages folder of its own inside a guarded one, so that escapes are seen. */
final class IntakeFixture implements AutoCloseable {
  static final PackageLimits LIMITS = new PackageLimits(64L << 20, 256L << 20, 1_000);

  private final Path outside;
  private final Path packages;
  private final Intake intake;

  IntakeFixture(Path outside) throws IOException {
    this(outside, LIMITS);
  }

  IntakeFixture(Path outside, PackageLimits limits) throws IOException {
    this.outside = outside;
    this.packages = outside.resolve("data/packages");
    this.intake = new Intake(packages, limits);
  }

  static Upload upload(byte[] zip) {
    return new Upload("exam.zip", "application/zip", zip.length, new ByteArrayInputStream(zip));
  }

  static Upload upload(InputStream content) {
    return new Upload("exam.zip", "application/zip", -1, content);
  }

  PackageFolder store(byte[] zip) throws IOException {
    return store(upload(zip), UnpackProgress.NONE);
  }

  PackageFolder store(Upload upload, UnpackProgress progress) throws IOException {
    String sha256 = intake.run(upload, progress, (sha, folder) -> sha);
    return new PackageFolder(packages.resolve(sha256));
  }

  /** The reason of the refusal, having checked that nothing was left or written elsewhere. */
  PackageReason refusal(Upload upload) {
    Refused refused = assertThrows(Refused.class, () -> store(upload, UnpackProgress.NONE));
    assertEquals(List.of(), published(), "nothing may be published");
    assertEquals(List.of(), leftovers(), "nothing may be left in the staging folder");
    assertEquals(List.of("data"), names(outside), "nothing may be written elsewhere");
    return (PackageReason) refused.reason();
  }

  PackageReason refusal(ZipBytes zip) {
    return refusal(upload(zip.bytes()));
  }

  Path packages() {
    return packages;
  }

  Intake intake() {
    return intake;
  }

  /** Names of the packages that anybody could find. */
  List<String> published() {
    return names(packages).stream().filter(name -> !name.startsWith(".")).toList();
  }

  /** Uploads in progress, of any process. */
  List<String> leftovers() {
    try (Stream<Path> processes = Files.list(packages.resolve(".staging"))) {
      return processes
          .flatMap(process -> names(process).stream())
          .filter(name -> name.startsWith("upload-"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> names(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    intake.close();
  }
}
