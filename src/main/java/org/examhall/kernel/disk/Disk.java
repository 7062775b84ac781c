package org.examhall.kernel.disk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that are on the disk, not only in its cache, before anybody is told of them, and that are
 * what they should be. Threads: any.
 */
public final class Disk {
  private Disk() {}

  /**
   * Forces every file of the tree and the names inside every folder to the disk.
   *
   * <p>Once, at the end: an upload that is refused half-way costs the disk nothing.
   */
  public static void forceTree(Path tree) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(tree)) {
      all = found.toList();
    }
    for (Path path : all) {
      force(path);
    }
  }

  /** Forces one file, or the names inside one folder, to the disk. */
  public static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Makes a folder and those above it, unless there is one, or a link to one, which Java before 19
   * takes for something else.
   */
  public static void makeFolder(Path folder, FileAttribute<?>... attributes) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, attributes);
    }
  }

  /** Removes the tree; links inside are removed, not followed. */
  public static void remove(Path tree) throws IOException {
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

  /** SHA-256 of a file's content, in hex. */
  public static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
