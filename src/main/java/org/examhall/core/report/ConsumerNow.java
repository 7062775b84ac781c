package org.examhall.core.report;

import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * How the grades of a consumer stand.
 *
 * @param lastSentAt when its LMS last took a grade; empty when it took none for a year
 * @param waiting grades that are to be sent
 * @param refused grades that its LMS does not take as things are
 */
public record ConsumerNow(Optional<Instant> lastSentAt, int waiting, int refused) {
  static ConsumerNow read(Row row) {
    return new ConsumerNow(
        row.findInstant("last_sent_at"), row.intAt("waiting"), row.intAt("refused"));
  }
}
