package org.examhall.core.report;

import org.examhall.kernel.sql.Row;

/**
 * How many attempts began or ended in one of several spans of time.
 *
 * @param span its place among those that were asked for, from 0
 * @param ended whether they ended; else they began
 */
public record AttemptCount(int span, boolean ended, long times) {
  static AttemptCount read(Row row) {
    return new AttemptCount(row.intAt("span") - 1, row.flag("ended"), row.longAt("times"));
  }
}
