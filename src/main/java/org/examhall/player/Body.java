package org.examhall.player;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.examhall.kernel.fault.Refused;
import org.examhall.web.http.Request;

/** The body of a request, within a limit. */
final class Body {
  private Body() {}

  /** The body as UTF-8, or {@link PlayerReason#TOO_LARGE} before all of it was read. */
  static String text(Request request, int maxBytes) throws IOException {
    if (request.servlet().getContentLengthLong() > maxBytes) {
      throw new Refused(PlayerReason.TOO_LARGE);
    }
    InputStream body = request.servlet().getInputStream();
    byte[] bytes = body.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new Refused(PlayerReason.TOO_LARGE);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
