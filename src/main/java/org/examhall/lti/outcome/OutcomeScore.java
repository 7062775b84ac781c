package org.examhall.lti.outcome;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;

/** Scores as Basic Outcomes write them: a decimal from 0.0 to 1.0, point, no exponent. */
final class OutcomeScore {
  private static final int PLACES = 6;

  private OutcomeScore() {}

  static String text(BigDecimal score) {
    if (score.signum() < 0 || score.compareTo(BigDecimal.ONE) > 0) {
      throw new Refused(OutcomeReason.SCORE_OUT_OF_RANGE);
    }
    return plain(score);
  }

  /** Any number, without exponent, to six places. */
  static String plain(BigDecimal score) {
    BigDecimal rounded = score.setScale(PLACES, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.setScale(Math.max(1, rounded.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }

  /** What a platform wrote; empty when it has no grade, or one that is no number. */
  static Optional<BigDecimal> parse(String text) {
    String number = text.strip();
    return number.matches("[+-]?[0-9]{0,20}(\\.[0-9]{0,40})?([eE][+-]?[0-9]{1,3})?")
            && number.matches("[^eE]*[0-9].*")
        ? Optional.of(new BigDecimal(number))
        : Optional.empty();
  }
}
