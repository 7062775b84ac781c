package org.examhall.jobs;

import java.util.List;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.sql.Db;

/**
 * Brings back what is due in the outbox and nobody has in hand: a ring that was lost, a try whose
 * time has come, a lease whose worker died. What is in a lane already stays in it once.
 *
 * <p>Without Redis the grades go straight to this process's lanes. Some of each consumer at a time,
 * so that one with thousands waiting is no burden to the others. Threads: any.
 */
public final class Sweep {
  private static final int MOST_PER_CONSUMER = 500;

  private final Db db;
  private final ScoreOutbox outbox;
  private final GradeQueue queue;
  private final Lanes lanes;

  /** Sweeps this outbox. */
  public Sweep(Db db, ScoreOutbox outbox, GradeQueue queue, Lanes lanes) {
    this.db = db;
    this.outbox = outbox;
    this.queue = queue;
    this.lanes = lanes;
  }

  /** Sweeps once. */
  public void run() {
    List<DueGrade> due = db.tx(tx -> outbox.listDue(tx, MOST_PER_CONSUMER));
    if (!queue.add(due)) {
      lanes.offer(due);
    }
  }
}
