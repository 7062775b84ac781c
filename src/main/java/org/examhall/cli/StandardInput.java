package org.examhall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A secret that comes through standard input, so that no process list shows it. */
final class StandardInput {
  private static final int MAX_BYTES = 10_000;

  private final InputStream in;

  StandardInput(InputStream in) {
    this.in = in;
  }

  /** All of it as UTF-8, without one trailing newline. */
  String secret() throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.replaceFirst("\\r?\\n\\z", "");
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("standard input is not UTF-8", e);
    }
  }
}
