package org.examhall.core.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A score as pages show it.
 *
 * @param percent with one place if it has any, rounded down: nobody reads 50 who has 49.99
 * @param raw marks, to two places; empty when the exam reported none
 * @param max marks that could be had, likewise
 */
public record Score(String percent, Optional<String> raw, Optional<String> max) {
  private static final int PLACES = 2;

  /** Of an attempt; empty when the exam has reported no score. */
  public static Optional<Score> of(
      Optional<BigDecimal> scaled, Optional<BigDecimal> raw, Optional<BigDecimal> max) {
    return scaled.map(s -> new Score(percent(s), raw.map(Score::marks), max.map(Score::marks)));
  }

  /** 0..1 in percent. */
  public static String percent(BigDecimal scaled) {
    return plain(scaled.movePointRight(2).setScale(1, RoundingMode.FLOOR));
  }

  private static String marks(BigDecimal marks) {
    return plain(marks.setScale(PLACES, RoundingMode.HALF_UP));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
