package org.examhall.core.consumer;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of a platform's public keys.
 *
 * @param kids names of the keys as last fetched; a key may have none
 * @param fetchedAt empty when they were never fetched: the first launch does so
 * @param problem code of why the last fetch failed; empty when it did not
 */
public record KeySetOverview(List<String> kids, Optional<Instant> fetchedAt, String problem) {
  static final KeySetOverview NONE = new KeySetOverview(List.of(), Optional.empty(), "");

  /** Key of the sentence that says what went wrong and what to do. */
  public String problemKey() {
    return switch (problem) {
      case "" -> "connection.keys.unfetched";
      case "UNREACHABLE", "UNTRUSTED", "TIMEOUT", "FORBIDDEN_ADDRESS", "BAD_ADDRESS" ->
          "connection.keys." + problem.toLowerCase(Locale.ROOT);
      default -> "connection.keys.http";
    };
  }

  /** Fills it: the status of the answer. */
  public String problemDetail() {
    return problem.replaceFirst("http_", "");
  }
}
