package org.examhall.core.exam;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An upload on its way in, which remembers whether it broke off. One thread. */
final class Arrival extends FilterInputStream {
  private boolean brokenOff;

  Arrival(InputStream content) {
    super(content);
  }

  /** Whether reading failed: then nobody is left who waits for an answer. */
  boolean isBrokenOff() {
    return brokenOff;
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      brokenOff = true;
      throw e;
    }
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    try {
      return super.read(buffer, from, length);
    } catch (IOException e) {
      brokenOff = true;
      throw e;
    }
  }
}
