package org.examhall.core.exam;

import java.math.BigDecimal;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * A question of an exam's source; its identity is its place there.
 *
 * @param group from 0
 * @param index in the group, from 0
 * @param maxScore marks to be had; empty when the source does not settle them
 */
public record ExamQuestion(int group, int index, String name, Optional<BigDecimal> maxScore) {
  static ExamQuestion read(Row row) {
    return new ExamQuestion(
        row.intAt("group_index"),
        row.intAt("question_index"),
        row.text("name"),
        row.findDecimal("max_score"));
  }
}
