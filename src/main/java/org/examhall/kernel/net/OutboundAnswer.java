package org.examhall.kernel.net;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody else's server answered, whatever the status.
 *
 * @param headers by name in lower case, the values of each in the order sent
 * @param body one byte longer than the limit of the request when there was more
 */
public record OutboundAnswer(int status, Map<String, List<String>> headers, byte[] body) {
  /** All values of a header, whatever the case of its name; none when it was not sent. */
  public List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** First value of a header; empty when it was not sent. */
  public String header(String name) {
    return headers(name).stream().findFirst().orElse("");
  }

  /** How long the server asks to be left alone; empty when it does not, or not readably. */
  public Optional<Duration> waitAsked(Clock clock) {
    String retryAfter = header("Retry-After");
    if (retryAfter.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
    }
    return moment(retryAfter)
        .map(moment -> Duration.between(clock.instant(), moment))
        .filter(wait -> !wait.isNegative());
  }

  /** What the server's clock said; empty when it did not tell, or not readably. */
  public Optional<Instant> date() {
    return moment(header("Date"));
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty(); // absent or nonsense: the caller's own rule holds
    }
  }
}
