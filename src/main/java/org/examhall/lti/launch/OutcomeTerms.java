package org.examhall.lti.launch;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an LMS takes besides a score, as a launch of its own says.
 *
 * <p>Source: Canvas, extensions of Basic Outcomes.
 *
 * @param data forms of data, such as {@code text}; empty when it takes none
 * @param pointsPossible what a full score is worth there; empty unless it takes totals and says so:
 *     a total on another scale would be a wrong grade
 */
public record OutcomeTerms(
    List<String> data, Optional<BigDecimal> pointsPossible, boolean submittedAt) {
  private static final String POINTS = "[0-9]{1,9}(\\.[0-9]{1,9})?";

  /** Of a launch. */
  public static OutcomeTerms of(Launch11 launch) {
    List<String> data =
        Stream.of(launch.ext().find("outcome_data_values_accepted").orElse("").split(","))
            .map(String::strip)
            .filter(form -> form.matches("[A-Za-z_]{1,40}"))
            .toList();
    Optional<BigDecimal> points =
        launch
            .custom()
            .find("canvas_assignment_points_possible")
            .filter(value -> value.matches(POINTS))
            .filter(value -> says(launch, "outcome_result_total_score_accepted"))
            .map(BigDecimal::new);
    return new OutcomeTerms(data, points, says(launch, "outcome_submission_submitted_at_accepted"));
  }

  private static boolean says(Launch11 launch, String name) {
    return launch.ext().find(name).filter("true"::equalsIgnoreCase).isPresent();
  }
}
