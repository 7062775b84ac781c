package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** How long the disk takes to keep 8 KB: what PostgreSQL waits for at each commit. */
final class DiskSync {
  private static final int PAGE = 8_192;
  private static final int PAGES = 256;
  private static final int TIMES = 500;

  private DiskSync() {}

  /** Median of {@code fdatasync} after a page was overwritten in a file of this folder. */
  static double medianMillis(Path folder) {
    Path file = folder.resolve("sync-probe");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(PAGE * PAGES));
      channel.force(true);
      List<Double> millis = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        channel.write(ByteBuffer.allocate(PAGE), (long) PAGE * (i % PAGES));
        long began = System.nanoTime();
        channel.force(false);
        millis.add((System.nanoTime() - began) / 1e6);
      }
      Files.delete(file);
      return Figure.median(millis);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
