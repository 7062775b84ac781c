package org.examhall.scorm.zip;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Files that are on the disk, not only in its cache, before anybody is told of them. */
final class Disk {
  private Disk() {}

  /**
   * Forces every file of the tree and the names inside every folder to the disk.
   *
   * <p>Once, at the end: an upload that is refused half-way costs the disk nothing.
   */
  static void forceTree(Path tree) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(tree)) {
      all = found.toList();
    }
    for (Path path : all) {
      force(path);
    }
  }

  /** Forces one file, or the names inside one folder, to the disk. */
  static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Removes the tree; links inside are removed, not followed. */
  static void remove(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(tree)) {
      deepestFirst = all.sorted((a, b) -> b.compareTo(a)).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
