package org.examhall.bridge.checkup;

import java.time.Instant;
import java.util.List;
import org.examhall.kernel.sql.Tx;

/** What Quartz's tables say of those who run the schedules. */
final class Workers {
  /** A schedule that should have run a while ago. */
  record Late(String schedule, Instant wanted) {}

  /** How many are there: who has not said so for four times as long as agreed is gone. */
  int count(Tx tx) {
    return tx.only(
        """
        select count(*)::integer as alive
          from qrtz_scheduler_state
         where last_checkin_time + 4 * checkin_interval
               > extract(epoch from clock_timestamp()) * 1000
        """,
        row -> row.intAt("alive"));
  }

  /** The schedules that are more than ten minutes late, the latest first. */
  List<Late> late(Tx tx) {
    return tx.list(
        """
        select trigger_name, to_timestamp(next_fire_time / 1000) as wanted
          from qrtz_triggers
         where trigger_state = 'ERROR'
            or next_fire_time > 0
               and to_timestamp(next_fire_time / 1000) < clock_timestamp() - interval '10 minutes'
         order by next_fire_time
        """,
        row -> new Late(row.text("trigger_name"), row.instant("wanted")));
  }
}
