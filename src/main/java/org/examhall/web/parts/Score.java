package org.examhall.web.parts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A score as pages show it.
 *
 * @param percent rounded down, so that nobody reads 50 who has 49.9
 * @param raw marks, to two places; empty when the exam reported none
 * @param max marks that could be had, likewise
 */
public record Score(long percent, Optional<String> raw, Optional<String> max) {
  private static final int PLACES = 2;

  /** Of an attempt; empty when the exam has reported no score. */
  public static Optional<Score> of(
      Optional<BigDecimal> scaled, Optional<BigDecimal> raw, Optional<BigDecimal> max) {
    return scaled.map(s -> new Score(percent(s), raw.map(Score::marks), max.map(Score::marks)));
  }

  /** 0..1 as a whole percentage. */
  public static long percent(BigDecimal scaled) {
    return scaled.movePointRight(2).setScale(0, RoundingMode.FLOOR).longValue();
  }

  private static String marks(BigDecimal marks) {
    BigDecimal rounded = marks.setScale(PLACES, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.scale() < 0
        ? rounded.setScale(0, RoundingMode.UNNECESSARY).toPlainString()
        : rounded.toPlainString();
  }
}
