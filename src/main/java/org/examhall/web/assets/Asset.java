package org.examhall.web.assets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** A file as it is sent: its bytes, and the same bytes compressed. */
record Asset(String contentType, byte[] plain, byte[] gzipped) {
  static Asset of(String contentType, byte[] plain) {
    return new Asset(contentType, plain, gzip(plain));
  }

  /**
   * Whether sending the compressed bytes is worth it; pictures and fonts are compressed already.
   */
  boolean shrinks() {
    return gzipped.length < plain.length * 9 / 10;
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
