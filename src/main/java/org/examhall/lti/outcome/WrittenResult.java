package org.examhall.lti.outcome;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A score and what goes along with it, as the message has them. */
record WrittenResult(
    String score,
    Optional<String> total,
    Optional<ResultData> data,
    Optional<Instant> submittedAt) {
  static WrittenResult of(BigDecimal score, ResultDetails details, Instant now) {
    return new WrittenResult(
        OutcomeScore.text(score),
        details.pointsPossible().map(points -> OutcomeScore.plain(score.multiply(points))),
        details.data(),
        details
            .submittedAt()
            .map(at -> at.isAfter(now) ? now : at)
            .map(at -> at.truncatedTo(ChronoUnit.SECONDS)));
  }
}
