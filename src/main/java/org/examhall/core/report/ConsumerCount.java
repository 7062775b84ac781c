package org.examhall.core.report;

import org.examhall.core.consumer.TallyEvent;
import org.examhall.kernel.sql.Row;

/**
 * How often something happened at a consumer in one of several spans of time.
 *
 * @param span its place among those that were asked for, from 0
 * @param outcome of a refusal its fault; of a grade {@code sent}, or why not; of a launch empty
 */
public record ConsumerCount(int span, TallyEvent event, String outcome, long times) {
  static ConsumerCount read(Row row) {
    return new ConsumerCount(
        row.intAt("span") - 1,
        row.constant("event", TallyEvent.class),
        row.text("outcome"),
        row.longAt("times"));
  }
}
