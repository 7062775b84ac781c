package org.examhall.jobs;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.examhall.core.attempt.LiveNews;
import org.examhall.core.attempt.save.CloseOverdue;
import org.examhall.core.attempt.save.CloseOverdue.Step;
import org.examhall.core.scoring.Bell;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends overdue attempts in small transactions, and tells whoever has them open.
 *
 * <p>When the database's clock was set since the last time, nothing is ended in this round: a wrong
 * clock would end every exam that is going on. Threads: one at a time.
 */
public final class Closer {
  private static final Logger LOG = LoggerFactory.getLogger(Closer.class);
  private static final int STEP = 200;

  private final Db db;
  private final CloseOverdue close;
  private final Bell bell;
  private final LiveNews news;
  private final ClockWatch watch;

  /** Closes with this verb. */
  public Closer(Db db, CloseOverdue close, Bell bell, LiveNews news, ClockWatch watch) {
    this.db = db;
    this.close = close;
    this.bell = bell;
    this.news = news;
    this.watch = watch;
  }

  /** Closes what is overdue now, or stops early; {@code goOn} is asked before each step. */
  public void run(BooleanSupplier goOn) {
    Optional<Duration> stepped = watch.step(db.tx(Tx::now));
    if (stepped.isPresent()) {
      LOG.error(
          "ALARM: the database's clock was set by {} s; no attempt is ended by the clock in this"
              + " round. Check the clock of the database's host",
          stepped.get().toSeconds());
      return;
    }
    Optional<Long> next = Optional.of(0L);
    while (next.isPresent() && goOn.getAsBoolean()) {
      long after = next.get();
      Step step = db.tx(tx -> close.run(tx, after, STEP));
      bell.ring(step.dueGrades());
      tell(step);
      step.ended().forEach(this::identify);
      next = step.next();
    }
  }

  private void identify(long attemptId) {
    try {
      db.run(tx -> close.identify(tx, attemptId));
    } catch (RuntimeException e) {
      LOG.error("the questions of attempt {} are not identified yet", attemptId, e);
    }
  }

  private void tell(Step step) {
    if (!step.ended().isEmpty()) {
      LOG.info("{} attempts ended by the clock", step.ended().size());
      news.attemptsChanged(step.ended());
    }
  }
}
