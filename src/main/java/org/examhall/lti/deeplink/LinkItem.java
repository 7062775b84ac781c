package org.examhall.lti.deeplink;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One link that an instructor chose, {@code ltiResourceLink}.
 *
 * <p>Source: Deep Linking 2.0 section 3.3.
 *
 * @param url absent: the launch address that is registered
 * @param custom comes back with each launch; here belongs what the link opens, since not every
 *     platform keeps the query of a URL
 * @param lineItem the column for its grades; absent: as the platform likes
 * @param available when the platform shows it
 * @param submission when work is handed in
 */
public record LinkItem(
    Optional<String> url,
    String title,
    Optional<String> text,
    Map<String, String> custom,
    Optional<LineItem> lineItem,
    Period available,
    Period submission) {

  /**
   * A column of the gradebook.
   *
   * @param scoreMaximum above zero
   * @param gradesReleased absent: as the platform likes
   */
  public record LineItem(
      BigDecimal scoreMaximum,
      String label,
      String resourceId,
      Optional<String> tag,
      Optional<Boolean> gradesReleased) {

    /** Refuses a maximum that nobody can reach a part of; writes it without an exponent. */
    public LineItem {
      if (scoreMaximum.signum() <= 0) {
        throw new IllegalArgumentException("a maximum of " + scoreMaximum);
      }
      scoreMaximum = new BigDecimal(scoreMaximum.toPlainString());
    }
  }

  /** From one time to another, either of them open. */
  public record Period(Optional<Instant> start, Optional<Instant> end) {
    /** At any time. */
    public static final Period ALWAYS = new Period(Optional.empty(), Optional.empty());
  }
}
