package org.examhall.core.scoring;

import java.time.Duration;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code score_delivery} table: each try to send a grade. */
public final class ScoreDeliveries {
  /** Remembers a try. */
  public void add(Tx tx, GradeLease lease, ScoreDelivery delivery, Duration took) {
    tx.change(
        """
        insert into score_delivery (score_outbox_id, version, outcome, http_status, detail, took_millis)
        values (?, ?, ?, ?, ?, ?)
        """,
        lease.grade().outboxId(),
        lease.version(),
        delivery.outcome(),
        delivery.httpStatus(),
        delivery.detail(),
        Math.toIntExact(took.toMillis()));
  }
}
