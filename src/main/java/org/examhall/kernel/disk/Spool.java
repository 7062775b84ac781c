package org.examhall.kernel.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Takes a file as fast as it is produced, however slowly somebody receives it.
 *
 * <p>The beginning goes out at once, so that they see that it comes; the rest waits in a temporary
 * file until {@link #send}. So a producer that holds something dear, such as a connection, waits
 * for nobody. Threads: one.
 */
public final class Spool extends OutputStream {
  /** As much as a connection holds without anybody reading from it. */
  private static final int AT_ONCE = 32 << 10;

  private final OutputStream out;
  private long count;
  private @Nullable Path file;
  private @Nullable OutputStream rest;

  /** In front of {@code out}, which stays open. */
  public Spool(OutputStream out) {
    this.out = out;
  }

  /** Whether nothing was written. */
  public boolean isEmpty() {
    return count == 0;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    target(length).write(bytes, offset, length);
    count += length;
  }

  /** Sends what waits. */
  public void send() throws IOException {
    if (rest != null && file != null) {
      rest.close();
      Files.copy(file, out);
    }
  }

  @Override
  public void close() throws IOException {
    if (rest != null && file != null) {
      rest.close();
      Files.deleteIfExists(file);
    }
  }

  private OutputStream target(int length) throws IOException {
    if (rest != null) {
      return rest;
    }
    if (count + length <= AT_ONCE) {
      return out;
    }
    Path path = Files.createTempFile("examhall-", ".part");
    file = path;
    rest = Files.newOutputStream(path);
    return rest;
  }
}
