package org.examhall.demo.lms;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * A cell of the gradebook that is not empty.
 *
 * @param activity its activity's id, or that of a column without one
 * @param person its person's id
 * @param score 0 to 1, exactly as the tool sent it
 * @param at when it came in
 * @param comment for the person; empty for none
 */
public record Grade(String activity, String person, BigDecimal score, Instant at, String comment) {
  /** Files that were kept before there was LTI 1.3 have no comments. */
  public Grade {
    comment = comment == null ? "" : comment;
  }

  /** A grade without a comment, as LTI 1.1 sends it. */
  public Grade(String activity, String person, BigDecimal score, Instant at) {
    this(activity, person, score, at, "");
  }

  /** For people, in percent with at most one decimal. */
  public String percent() {
    BigDecimal percent = score.movePointRight(2).setScale(1, RoundingMode.HALF_UP);
    return percent.stripTrailingZeros().toPlainString() + " %";
  }
}
