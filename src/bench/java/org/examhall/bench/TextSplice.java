package org.examhall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A change of some stretches of a long text, written from the protocol's page alone: it shares
 * nothing with the product's, so that the two can disagree. Positions and lengths are UTF-16 code
 * units. Source: docs/reference/protocol.md 6.
 *
 * @param base hash of the text it applies to
 * @param stretches at least one
 * @param length of the result
 * @param hash of the result
 */
public record TextSplice(String base, List<Stretch> stretches, int length, String hash) {
  private static final int HASH_DIGITS = 16;
  private static final int MOST_STRETCHES = 1_000;
  private static final String SEPARATOR = ",";

  /** What goes and what comes, at a position of the text as it was. */
  public record Stretch(int from, int drop, String add) {}

  /** What leads from one text to the other in one stretch; never cuts a surrogate pair. */
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
    String add = after.substring(start, after.length() - end);
    return of(before, after, List.of(new Stretch(start, before.length() - start - end, add)));
  }

  /** The same in a stretch for each differing piece between commas, where there are as many. */
  public static TextSplice inPieces(String before, String after) {
    String[] old = before.split(SEPARATOR, -1);
    String[] young = after.split(SEPARATOR, -1);
    List<Stretch> stretches = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < Math.min(old.length, young.length); i++) {
      if (!old[i].equals(young[i])) {
        stretches.add(new Stretch(from, old[i].length(), young[i]));
      }
      from += old[i].length() + SEPARATOR.length();
    }
    boolean told = old.length == young.length && !stretches.isEmpty();
    return told && stretches.size() <= MOST_STRETCHES
        ? of(before, after, stretches)
        : between(before, after);
  }

  private static TextSplice of(String before, String after, List<Stretch> stretches) {
    return new TextSplice(hashOf(before), stretches, after.length(), hashOf(after));
  }

  /** Of an element as the protocol writes it: {@code p}, {@code len} and {@code hash}. */
  public static TextSplice read(JsonNode element) {
    JsonNode change = element.path("p");
    List<Stretch> stretches = new ArrayList<>();
    stretches.add(stretch(change.path("from"), change.path("drop"), change.path("add")));
    change.path("more").forEach(m -> stretches.add(stretch(m.path(0), m.path(1), m.path(2))));
    return new TextSplice(
        change.path("base").asText(),
        stretches,
        element.path("len").asInt(),
        element.path("hash").asText());
  }

  private static Stretch stretch(JsonNode from, JsonNode drop, JsonNode add) {
    return new Stretch(from.asInt(), drop.asInt(), add.asText());
  }

  /** Adds what {@link #read} reads to an element. */
  public void writeTo(ObjectNode element) {
    element.put("len", length).put("hash", hash);
    Stretch first = stretches.get(0);
    ObjectNode change = element.putObject("p").put("base", base);
    change.put("from", first.from).put("drop", first.drop).put("add", first.add);
    if (stretches.size() > 1) {
      ArrayNode more = change.putArray("more");
      stretches.stream()
          .skip(1)
          .forEach(next -> more.addArray().add(next.from).add(next.drop).add(next.add));
    }
  }

  /** The result, or empty when the splice was made for another text or promises another result. */
  public Optional<String> applyTo(String text) {
    if (!hashOf(text).equals(base)) {
      return Optional.empty();
    }
    StringBuilder result = new StringBuilder();
    int told = 0;
    for (Stretch next : stretches) {
      boolean inOrder = next.from >= told && next.drop >= 0;
      if (!inOrder || (long) next.from + next.drop > text.length()) {
        return Optional.empty();
      }
      result.append(text, told, next.from).append(next.add);
      told = next.from + next.drop;
    }
    String whole = result.append(text, told, text.length()).toString();
    return Optional.of(whole).filter(r -> r.length() == length && hashOf(r).equals(hash));
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
