package org.examhall.core.attempt.save;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code clock_watch} table: whether the database's clock is doubted. */
public final class ClockHalts {
  /**
   * What is known.
   *
   * @param since when it was seen to have been set; empty while it is trusted
   * @param seconds by how much, back if negative
   * @param confirmed how often a person has said that the new time is right
   */
  public record Halt(Optional<Instant> since, long seconds, int confirmed) {
    /** Whether the clock must not end anything. */
    public boolean isOn() {
      return since.isPresent();
    }

    private static Halt read(Row row) {
      return new Halt(
          row.findInstant("halted_at"), row.longAt("stepped_seconds"), row.intAt("confirmed"));
    }
  }

  /** As it is. */
  public Halt read(Tx tx) {
    return tx.only("select halted_at, stepped_seconds, confirmed from clock_watch", Halt::read);
  }

  /** From now on the clock ends nothing; a halt that is on stays as it began. */
  public void begin(Tx tx, Duration stepped) {
    tx.change(
        """
        update clock_watch
           set halted_at = now(), stepped_seconds = ?
         where halted_at is null
        """,
        stepped.toSeconds());
  }

  /** The clock is as it was before. */
  public void end(Tx tx) {
    tx.change("update clock_watch set halted_at = null");
  }

  /** A person says that the new time is right; false when nobody doubts it. */
  public boolean confirm(Tx tx, AuditLog audit) {
    boolean doubted =
        tx.change(
                """
                update clock_watch
                   set halted_at = null, confirmed = confirmed + 1
                 where halted_at is not null
                """)
            == 1;
    if (doubted) {
      audit.add(tx, Actor.SYSTEM, AuditAction.CLOCK_CONFIRMED, "", Map.of());
    }
    return doubted;
  }
}
