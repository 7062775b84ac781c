package org.examhall.core.consumer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a platform's public keys.
 *
 * @param kids names of the keys as last fetched; a key may have none
 * @param fetchedAt empty when they were never fetched: the first launch does so
 * @param problem why the last fetch failed; empty when it did not
 */
public record KeySetOverview(List<String> kids, Optional<Instant> fetchedAt, String problem) {
  static final KeySetOverview NONE = new KeySetOverview(List.of(), Optional.empty(), "");
}
