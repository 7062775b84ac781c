package org.examhall.kernel.net;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What somebody else's server answered, whatever the status.
 *
 * @param retryAfter the header {@code Retry-After} as sent; may be empty
 * @param body one byte longer than the limit of the request when there was more
 */
public record OutboundAnswer(int status, String retryAfter, byte[] body) {
  /** How long the server asks to be left alone; empty when it does not, or not readably. */
  public Optional<Duration> waitAsked(Clock clock) {
    if (retryAfter.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
    }
    try {
      Instant moment =
          ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(clock.instant(), moment)).filter(d -> !d.isNegative());
    } catch (DateTimeException e) {
      return Optional.empty(); // absent or nonsense: the caller's own rule holds
    }
  }
}
