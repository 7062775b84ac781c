package org.examhall.core.consumer;

import java.util.Map;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/** Decides how many grades a worker sends to an LMS at the same time. */
public final class ChangeGradesAtOnce {
  /** What a new consumer has: LMSs in the wild stand one or two. */
  public static final int USUAL = 2;

  private static final int MOST = 16;

  private final Consumers consumers;
  private final AuditLog audit;

  /** Changes {@code consumers}, audited in {@code audit}. */
  public ChangeGradesAtOnce(Consumers consumers, AuditLog audit) {
    this.consumers = consumers;
    this.audit = audit;
  }

  /** Sends so many from now on. Errors: {@link ConsumerReason#AT_ONCE_OUTSIDE}. */
  public void run(Tx tx, Actor actor, long consumerId, int atOnce) {
    if (atOnce < 1 || atOnce > MOST) {
      throw new Refused(ConsumerReason.AT_ONCE_OUTSIDE, 1, MOST);
    }
    if (consumers.saveGradesAtOnce(tx, consumerId, atOnce)) {
      audit.add(
          tx,
          actor,
          AuditAction.CONSUMER_GRADES_AT_ONCE,
          "consumer:" + consumerId,
          Map.of("at_once", Integer.toString(atOnce)));
    }
  }
}
