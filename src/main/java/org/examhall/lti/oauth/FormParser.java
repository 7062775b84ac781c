package org.examhall.lti.oauth;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;

/**
 * Reads {@code application/x-www-form-urlencoded} exactly or not at all.
 *
 * <p>What can be read in two ways is refused: a {@code %} without two hex digits, bytes that are
 * not UTF-8, U+0000. {@code +} is a space, a name without {@code =} has the empty value, empty
 * pieces between {@code &} are nothing. Errors: {@link Refused} with a {@link Fault}. Threads: any.
 */
public final class FormParser {
  private final int maxBytes;
  private final int maxParameters;

  /** With these limits on the encoded size and on the number of parameters. */
  public FormParser(int maxBytes, int maxParameters) {
    this.maxBytes = maxBytes;
    this.maxParameters = maxParameters;
  }

  /** Limits that no real launch comes near: 256 KiB and 1,000 parameters. */
  public static FormParser ofLaunches() {
    return new FormParser(256 * 1024, 1_000);
  }

  /** The parameters of a body. */
  public Parameters parse(byte[] body) {
    if (body.length > maxBytes) {
      throw new Refused(Fault.TOO_LARGE);
    }
    List<Parameter> found = new ArrayList<>();
    int start = 0;
    for (int at = 0; at <= body.length; at++) {
      if (at == body.length || body[at] == '&') {
        if (at > start) {
          found.add(pair(body, start, at));
        }
        start = at + 1;
      }
      if (found.size() > maxParameters) {
        throw new Refused(Fault.TOO_MANY_PARAMETERS);
      }
    }
    return Parameters.of(found);
  }

  /** The parameters of a URL's query as it came on the wire, without the question mark. */
  public Parameters parse(String rawQuery) {
    return parse(rawQuery.getBytes(StandardCharsets.UTF_8));
  }

  private static Parameter pair(byte[] form, int start, int end) {
    int equals = start;
    while (equals < end && form[equals] != '=') {
      equals++;
    }
    return new Parameter(decode(form, start, equals), decode(form, Math.min(equals + 1, end), end));
  }

  private static String decode(byte[] form, int start, int end) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
    for (int at = start; at < end; at++) {
      switch (form[at]) {
        case '+' -> bytes.write(' ');
        case '%' -> {
          bytes.write(hex(form, at + 1, end) << 4 | hex(form, at + 2, end));
          at += 2;
        }
        default -> bytes.write(form[at]);
      }
    }
    return utf8(bytes.toByteArray());
  }

  private static int hex(byte[] form, int at, int end) {
    int digit = at < end ? Character.digit(form[at], 16) : -1;
    if (digit < 0) {
      throw new Refused(Fault.FORM_MALFORMED);
    }
    return digit;
  }

  /** Strict: the decoder reports, where {@code new String} would put U+FFFD. */
  private static String utf8(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new Refused(Fault.FORM_MALFORMED);
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new Refused(Fault.FORM_MALFORMED);
    }
  }
}
