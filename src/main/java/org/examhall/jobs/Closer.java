package org.examhall.jobs;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.examhall.core.attempt.LiveNews;
import org.examhall.core.attempt.save.CloseOverdue;
import org.examhall.core.attempt.save.CloseOverdue.Step;
import org.examhall.core.scoring.Bell;
import org.examhall.kernel.sql.Db;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends overdue attempts in small transactions, and tells whoever has them open.
 *
 * <p>Threads: one at a time.
 */
public final class Closer {
  private static final Logger LOG = LoggerFactory.getLogger(Closer.class);
  private static final int STEP = 200;

  private final Db db;
  private final CloseOverdue close;
  private final Bell bell;
  private final LiveNews news;
  private final ClockGuard guard;

  /** Closes with this verb. */
  public Closer(Db db, CloseOverdue close, Bell bell, LiveNews news, ClockGuard guard) {
    this.db = db;
    this.close = close;
    this.bell = bell;
    this.news = news;
    this.guard = guard;
  }

  /**
   * Closes what is overdue now, if the clock is to be believed, or stops early; {@code goOn} is
   * asked before each step.
   */
  public void run(BooleanSupplier goOn) {
    if (!guard.allows()) {
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
