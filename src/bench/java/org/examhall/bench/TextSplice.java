package org.examhall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A change of one stretch of a long text, written from the protocol's page alone: it shares nothing
 * with the product's, so that the two can disagree. Positions and lengths are UTF-16 code units.
 * Source: docs/reference/protocol.md 6.
 *
 * @param base hash of the text it applies to
 * @param length of the result
 * @param hash of the result
 */
public record TextSplice(String base, int from, int drop, String add, int length, String hash) {
  private static final int HASH_DIGITS = 16;

  /** What leads from one text to the other; never cuts a surrogate pair. */
  public static TextSplice between(String before, String after) {
    int most = Math.min(before.length(), after.length());
    int start = 0;
    while (start < most && before.charAt(start) == after.charAt(start)) {
      start++;
    }
    if (start > 0 && Character.isHighSurrogate(before.charAt(start - 1))) {
      start--;
    }
    int end = 0;
    while (end < most - start && fromEnd(before, end + 1) == fromEnd(after, end + 1)) {
      end++;
    }
    if (end > 0 && Character.isLowSurrogate(fromEnd(before, end))) {
      end--;
    }
    return new TextSplice(
        hashOf(before),
        start,
        before.length() - start - end,
        after.substring(start, after.length() - end),
        after.length(),
        hashOf(after));
  }

  /** Of an element as the protocol writes it: {@code p}, {@code len} and {@code hash}. */
  public static TextSplice read(JsonNode element) {
    JsonNode change = element.path("p");
    return new TextSplice(
        change.path("base").asText(),
        change.path("from").asInt(),
        change.path("drop").asInt(),
        change.path("add").asText(),
        element.path("len").asInt(),
        element.path("hash").asText());
  }

  /** Adds what {@link #read} reads to an element. */
  public void writeTo(ObjectNode element) {
    element.put("len", length).put("hash", hash);
    element.putObject("p").put("base", base).put("from", from).put("drop", drop).put("add", add);
  }

  /** The result, or empty when the splice was made for another text or promises another result. */
  public Optional<String> applyTo(String text) {
    if (!hashOf(text).equals(base) || from < 0 || drop < 0 || from + drop > text.length()) {
      return Optional.empty();
    }
    String result = text.substring(0, from) + add + text.substring(from + drop);
    return Optional.of(result).filter(r -> r.length() == length && hashOf(r).equals(hash));
  }

  /** The protocol's name of a text: the first 16 digits of SHA-256 over its UTF-8. */
  public static String hashOf(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static char fromEnd(String text, int place) {
    return text.charAt(text.length() - place);
  }
}
