package org.examhall.demo.lms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.examhall.demo.lms.Platform.Kept;

/** Keeps what the platform remembers in a JSON file beside the course's, or nowhere. */
final class PlatformFile {
  private PlatformFile() {}

  /** What the file beside the course's remembers; nothing when there is none. */
  static Kept kept(Optional<Path> courseFile) {
    return courseFile
        .map(PlatformFile::beside)
        .filter(Files::exists)
        .map(PlatformFile::read)
        .orElseGet(Kept::nothing);
  }

  /** Writes the file beside the course's, if there is one. */
  static synchronized void keep(Optional<Path> courseFile, Supplier<Kept> kept) {
    courseFile.map(PlatformFile::beside).ifPresent(file -> CourseFile.write(file, kept.get()));
  }

  private static Path beside(Path courseFile) {
    return courseFile.resolveSibling("platform.json");
  }

  private static Kept read(Path file) {
    try {
      return Json.MAPPER.readValue(file.toFile(), Kept.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
