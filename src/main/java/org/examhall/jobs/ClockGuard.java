package org.examhall.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.examhall.core.attempt.save.ClockHalts;
import org.examhall.core.attempt.save.ClockHalts.Halt;
import org.examhall.kernel.sql.Db;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether the database's clock may end attempts: not once it was set, until it agrees again
 * with the time before, or a person has said that it is right. A wrong clock would end every exam
 * that is going on.
 *
 * <p>Threads: one at a time. Source: F12.
 */
public final class ClockGuard {
  private static final Logger LOG = LoggerFactory.getLogger(ClockGuard.class);

  private final Db db;
  private final ClockHalts halts;
  private final ClockWatch watch;
  private int confirmed = -1;
  private boolean alarmed;

  private record Seen(Instant now, Halt halt) {}

  /** Looks with {@code watch}; all processes heed what one has seen. */
  public ClockGuard(Db db, ClockHalts halts, ClockWatch watch) {
    this.db = db;
    this.halts = halts;
    this.watch = watch;
  }

  /** Looks at the clock, and says whether it may. */
  boolean allows() {
    Seen seen = db.read(tx -> new Seen(tx.now(), halts.read(tx)));
    if (seen.halt.confirmed() != confirmed) {
      confirmed = seen.halt.confirmed();
      watch.trust(seen.now);
    }
    Optional<Duration> step = watch.step(seen.now);
    if (step.isPresent()) {
      doubt(step.get());
      return false;
    }
    return alarmed ? agree() : !seen.halt.isOn();
  }

  private void doubt(Duration step) {
    if (!alarmed) {
      LOG.error(
          "ALARM: the database's clock was set by {} s; no attempt is ended by it until it is set"
              + " back, or until examhall clock confirm says that it is right",
          step.toSeconds());
    }
    alarmed = true;
    db.run(tx -> halts.begin(tx, step));
  }

  private boolean agree() {
    LOG.info("the database's clock is right again");
    alarmed = false;
    db.run(halts::end);
    return true;
  }
}
