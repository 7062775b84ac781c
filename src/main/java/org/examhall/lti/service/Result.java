package org.examhall.lti.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What a platform's gradebook has for a student.
 *
 * @param score empty when there is no grade, or it was cleared
 * @param maximum that the score is of
 * @param comment may be empty
 */
public record Result(
    String userId, Optional<BigDecimal> score, BigDecimal maximum, String comment) {
  private static final int DECIMALS = 6;

  /** The score as a part of the maximum; empty when there is none, or the maximum is 0. */
  public Optional<BigDecimal> scaled() {
    return score
        .filter(given -> maximum.signum() > 0)
        .map(given -> given.divide(maximum, DECIMALS, RoundingMode.HALF_UP));
  }

  static Optional<Result> read(JsonNode tree) {
    String userId = tree.path("userId").asText("");
    JsonNode maximum = tree.path("resultMaximum");
    return userId.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Result(
                userId,
                Optional.of(tree.path("resultScore"))
                    .filter(JsonNode::isNumber)
                    .map(JsonNode::decimalValue),
                maximum.isNumber() ? maximum.decimalValue() : BigDecimal.ONE,
                tree.path("comment").asText("")));
  }
}
