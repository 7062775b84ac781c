package org.examhall.bridge.selection;

import java.math.BigDecimal;

/**
 * What a link of the course is going to open.
 *
 * @param title of the link
 * @param points what a full score is worth in the gradebook, above zero
 */
public record ChosenExam(long resourceId, String title, BigDecimal points) {
  /** Writes points in one way alone, since what is kept and read again is to be the same. */
  public ChosenExam {
    points = new BigDecimal(points.stripTrailingZeros().toPlainString());
  }
}
