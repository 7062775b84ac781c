package org.examhall.scorm.zip;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.examhall.scorm.serve.ContentTypes;
import org.examhall.scorm.serve.PackageFolder;

/**
 * Writes the gzip form of every text file once, so that no request pays for it.
 *
 * <p>Why: a cohort starting together asks for the same megabytes of script at the same moment.
 */
final class Precompressor {
  private static final int MIN_BYTES = 1024;

  /** Below this gain a second copy is not worth its place. */
  private static final double MAX_SHARE = 0.9;

  void run(PackageFolder folder, UnpackProgress progress) throws IOException {
    Files.createDirectories(folder.compressed());
    List<Path> files = compressible(folder.files());
    long totalBytes = 0;
    for (Path file : files) {
      totalBytes += Files.size(file);
    }
    long doneBytes = 0;
    for (Path file : files) {
      compress(file, folder.compressed().resolve(folder.files().relativize(file)));
      doneBytes += Files.size(file);
      progress.report(UnpackProgress.Stage.COMPRESSING, doneBytes, totalBytes);
    }
  }

  private static List<Path> compressible(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      return all.filter(Files::isRegularFile).filter(Precompressor::isWorthwhile).toList();
    }
  }

  private static boolean isWorthwhile(Path file) {
    try {
      return ContentTypes.isCompressible(file.toString()) && Files.size(file) >= MIN_BYTES;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compress(Path file, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(target, StandardOpenOption.CREATE_NEW))) {
      Files.copy(file, out);
    }
    if (Files.size(target) > MAX_SHARE * Files.size(file)) {
      Files.delete(target);
    }
  }
}
