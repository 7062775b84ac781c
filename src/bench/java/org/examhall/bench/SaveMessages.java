package org.examhall.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The save that is measured: four elements, one of them 4 KB of random suspend_data, sent whole or
 * as the splice that a player would send. One thread.
 */
final class SaveMessages {
  private static final int DATA_CHARS = 4_096;
  private static final int CHANGED_CHARS = 60;
  private static final int STATES = 64;

  private final String[] whole = new String[STATES];
  private final String[] spliced = new String[STATES];
  private final boolean patches;

  SaveMessages(boolean patches) {
    this.patches = patches;
    RandomText random = new RandomText(42);
    String state = random.of(DATA_CHARS);
    for (int i = 0; i < STATES; i++) {
      String next = patches ? changed(state, i, random) : random.of(DATA_CHARS);
      whole[i] = "{\"k\":\"cmi.suspend_data\",\"v\":\"" + next + '"';
      spliced[i] = splice(state, next, i);
      state = next;
    }
  }

  /** Bytes of the values of one save, before patching: what B4 sets the WAL against. */
  static int elementBytes() {
    return DATA_CHARS + 16;
  }

  /** A batch of a window, whose first is sent whole. */
  byte[] of(int epoch, int seq, boolean first) {
    int state = seq % STATES;
    boolean splice = patches && !first && state > 0;
    int question = seq % 20;
    return new StringBuilder(DATA_CHARS + 512)
        .append("{\"t\":\"save\",\"v\":1,\"epoch\":")
        .append(epoch)
        .append(",\"seq\":")
        .append(seq)
        .append(",\"els\":[")
        .append(splice ? spliced[state] : whole[state])
        .append(",\"at\":1767225610123},{\"k\":\"cmi.interactions.")
        .append(question)
        .append(".learner_response\",\"v\":\"")
        .append(seq)
        .append("\",\"at\":1767225610123},{\"k\":\"cmi.interactions.")
        .append(question)
        .append(".staged_answer\",\"v\":\"")
        .append(seq)
        .append("\",\"at\":1767225610123},{\"k\":\"cmi.session_time\",\"v\":\"PT0H0M")
        .append(seq)
        .append("S\",\"at\":1767225610123}]}")
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static int place(int i) {
    return i * CHANGED_CHARS;
  }

  private static String changed(String state, int i, RandomText random) {
    int from = place(i);
    return state.substring(0, from)
        + random.of(CHANGED_CHARS)
        + state.substring(from + CHANGED_CHARS);
  }

  private static String splice(String before, String after, int i) {
    int from = place(i);
    return """
    {"k":"cmi.suspend_data","p":{"base":"%s","from":%d,"drop":%d,"add":"%s"},"len":%d,"hash":"%s\""""
        .formatted(
            hash(before),
            from,
            CHANGED_CHARS,
            after.substring(from, from + CHANGED_CHARS),
            after.length(),
            hash(after));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
