package org.examhall.core.context;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.kernel.sql.Row;

/**
 * What an LMS takes besides a score.
 *
 * @param data forms of data, such as {@code text}
 * @param pointsPossible what a full score is worth there, where it takes totals
 * @param submittedAt whether it takes the time of handing in
 */
public record ResultTerms(
    List<String> data, Optional<BigDecimal> pointsPossible, boolean submittedAt) {
  /** The score alone. */
  public static final ResultTerms NONE = new ResultTerms(List.of(), Optional.empty(), false);

  static ResultTerms read(Row row) {
    return new ResultTerms(
        Stream.of(row.text("data_accepted").split(",")).filter(f -> !f.isEmpty()).toList(),
        row.findDecimal("points_possible"),
        row.flag("submitted_at_accepted"));
  }
}
