package org.examhall.core.consumer;

import java.util.Comparator;
import java.util.List;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Row;

/**
 * A part of an LMS's outcome addresses and what is called instead.
 *
 * @param from start of the address that launches name
 * @param to what takes its place
 */
public record OutcomeAddress(String from, String to) {
  private static final int MAX_CHARS = 1_000;
  private static final String WEB_FOLDER = "(?i)https?://[^\\s/?#@]+/([^\\s?#]*/)?";

  /** What is called for {@code url}: the longest start that fits is replaced, if any does. */
  public static String applied(List<OutcomeAddress> addresses, String url) {
    return addresses.stream()
        .filter(address -> url.startsWith(address.from))
        .max(Comparator.comparingInt(address -> address.from.length()))
        .map(address -> address.to + url.substring(address.from.length()))
        .orElse(url);
  }

  /** Refused unless both are web addresses that end in a slash, so that no host is cut short. */
  void requireUsable() {
    for (String prefix : List.of(from, to)) {
      if (prefix.length() > MAX_CHARS || !prefix.matches(WEB_FOLDER)) {
        throw new Refused(ConsumerReason.PREFIX_UNUSABLE);
      }
    }
  }

  static OutcomeAddress read(Row row) {
    return new OutcomeAddress(row.text("from_prefix"), row.text("to_prefix"));
  }
}
