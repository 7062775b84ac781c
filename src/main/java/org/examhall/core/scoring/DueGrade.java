package org.examhall.core.scoring;

import org.examhall.kernel.sql.Row;

/**
 * A grade that waits to be sent: what a {@link Bell} is rung for.
 *
 * @param outboxId its row in {@code score_outbox}
 * @param consumerId whose LMS it goes to
 */
public record DueGrade(long outboxId, long consumerId) {
  static DueGrade read(Row row) {
    return new DueGrade(row.longAt("id"), row.longAt("consumer_id"));
  }
}
