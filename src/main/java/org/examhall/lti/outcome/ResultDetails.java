package org.examhall.lti.outcome;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What goes along with a score, as far as the launch said that it may.
 *
 * @param pointsPossible what a full score is worth there; the score times this is sent as total
 * @param submittedAt when the work was handed in; what lies in the future is sent as now
 */
public record ResultDetails(
    Optional<ResultData> data, Optional<BigDecimal> pointsPossible, Optional<Instant> submittedAt) {
  /** The score alone. */
  public static final ResultDetails NONE =
      new ResultDetails(Optional.empty(), Optional.empty(), Optional.empty());
}
