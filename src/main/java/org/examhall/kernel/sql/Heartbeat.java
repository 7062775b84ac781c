package org.examhall.kernel.sql;

import java.time.Instant;

/**
 * A write that means nothing, to know that the database takes writes: the {@code heartbeat} table
 * is the one that this package knows.
 */
public final class Heartbeat {
  /**
   * What the database said.
   *
   * @param at its clock
   * @param serverVersion as PostgreSQL counts: 150004 is 15.4
   */
  public record Pulse(Instant at, int serverVersion) {}

  /** Writes and asks. */
  public Pulse beat(Tx tx) {
    return tx.only(
        """
        insert into heartbeat (only_row)
        values (true)
            on conflict (only_row) do update
           set at = clock_timestamp()
        returning clock_timestamp() as at, current_setting('server_version_num')::int as version
        """,
        row -> new Pulse(row.instant("at"), row.intAt("version")));
  }
}
