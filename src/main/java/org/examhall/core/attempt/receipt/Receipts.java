package org.examhall.core.attempt.receipt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.save.Arrivals;
import org.examhall.core.attempt.save.Arrived;
import org.examhall.core.attempt.save.CurrentValues;
import org.examhall.kernel.crypto.ShortCode;
import org.examhall.kernel.sql.Tx;

/**
 * Makes receipts from what is stored; none is stored itself.
 *
 * <p>The code is bound to what no longer changes a minute after the end: the end, the batches and
 * elements received before it, and every current value, the score that the exam reported included.
 * It is not bound to marks, which a teacher may still change, nor to what came late. So the same
 * code comes out whenever it is asked for, and a receipt stays true.
 */
public final class Receipts {
  private static final String PURPOSE = "receipt 1";
  private static final Pattern ANSWER =
      Pattern.compile("(sco\\.\\d+\\.)?cmi\\.interactions\\.\\d+\\.(learner|student)_response");

  private final Arrivals arrivals;
  private final CurrentValues values;
  private final ShortCode codes;

  /** From these tables, with codes like these. */
  public Receipts(Arrivals arrivals, CurrentValues values, ShortCode codes) {
    this.arrivals = arrivals;
    this.values = values;
    this.codes = codes;
  }

  /** The receipt of an attempt that has ended, whether or not it may be given. */
  Receipt of(Tx tx, Attempt attempt) {
    Instant endedAt = attempt.endedAt().orElseThrow();
    Arrived arrived = arrivals.of(tx, attempt.id());
    Map<String, String> held = values.of(tx, attempt.id());
    String text =
        String.join(
            "\n",
            endedAt.toString(),
            Integer.toString(arrived.batches()),
            Long.toString(arrived.elements()),
            hash(held));
    return new Receipt(attempt, arrived, answers(held), codes.make(PURPOSE, attempt.id(), text));
  }

  /** The attempt whose receipt a typed code claims to be. */
  OptionalLong attemptOf(String typed) {
    return codes.numberOf(typed);
  }

  /** Whether somebody typed the receipt's code. */
  boolean isCodeOf(Receipt receipt, String typed) {
    return codes.matches(typed, receipt.code());
  }

  private static long answers(Map<String, String> held) {
    return held.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .filter(entry -> ANSWER.matcher(entry.getKey()).matches())
        .count();
  }

  /** Each key and value with its length, so that no two sets of values read the same. */
  private static String hash(Map<String, String> held) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, String> entry : new TreeMap<>(held).entrySet()) {
        update(digest, entry.getKey());
        update(digest, entry.getValue());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
