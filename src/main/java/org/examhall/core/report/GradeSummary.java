package org.examhall.core.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The grades of a class, one per student who has one.
 *
 * @param sent in the LMS's gradebook
 * @param waiting on their way
 * @param refused by the LMS, for good
 * @param noAddress that the LMS asked no grade for
 * @param mean 0..1; empty when there are no grades
 * @param median 0..1; empty when there are no grades
 * @param tenths how many grades lie in each tenth of 0..1; 1 belongs to the last
 */
public record GradeSummary(
    int sent,
    int waiting,
    int refused,
    int noAddress,
    Optional<BigDecimal> mean,
    Optional<BigDecimal> median,
    List<Integer> tenths) {
  /** All grades. */
  public int count() {
    return sent + waiting + refused + noAddress;
  }
}
