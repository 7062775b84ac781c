package org.examhall.demo.lms;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * A cell of the gradebook that is not empty.
 *
 * @param activity its activity's id
 * @param person its person's id
 * @param score 0 to 1, exactly as the tool sent it
 * @param at when it came in
 */
public record Grade(String activity, String person, BigDecimal score, Instant at) {
  /** For people, in percent with at most one decimal. */
  public String percent() {
    BigDecimal percent = score.movePointRight(2).setScale(1, RoundingMode.HALF_UP);
    return percent.stripTrailingZeros().toPlainString() + " %";
  }
}
