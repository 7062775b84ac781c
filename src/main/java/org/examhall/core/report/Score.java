package org.examhall.core.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A score as pages show it; how its numbers are written is the reader's language's.
 *
 * @param percent with one place if it has any, rounded down: nobody reads 50 who has 49.99
 * @param raw marks, to two places; empty when the exam reported none
 * @param max marks that could be had, likewise
 */
public record Score(BigDecimal percent, Optional<BigDecimal> raw, Optional<BigDecimal> max) {
  private static final int PLACES = 2;

  /** Of an attempt; empty when the exam has reported no score. */
  public static Optional<Score> of(
      Optional<BigDecimal> scaled, Optional<BigDecimal> raw, Optional<BigDecimal> max) {
    return scaled.map(s -> new Score(percent(s), raw.map(Score::marks), max.map(Score::marks)));
  }

  /** 0..1 in percent. */
  public static BigDecimal percent(BigDecimal scaled) {
    return scaled.movePointRight(2).setScale(1, RoundingMode.FLOOR).stripTrailingZeros();
  }

  private static BigDecimal marks(BigDecimal marks) {
    return marks.setScale(PLACES, RoundingMode.HALF_UP).stripTrailingZeros();
  }
}
