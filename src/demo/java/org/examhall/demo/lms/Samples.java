package org.examhall.demo.lms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Exam packages that a newcomer can upload, as the build left them in a folder. */
final class Samples {
  private final Optional<Path> folder;

  Samples(Optional<Path> folder) {
    this.folder = folder.filter(Files::isDirectory);
  }

  /** File names, sorted; none when there is no folder. */
  List<String> names() {
    return folder.map(Samples::namesIn).orElse(List.of());
  }

  /** The package of that name. */
  Optional<byte[]> find(String name) {
    return names().contains(name)
        ? folder.map(there -> read(there.resolve(name)))
        : Optional.empty();
  }

  private static List<String> namesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".zip"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
