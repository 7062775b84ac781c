package org.examhall.core.context;

import java.util.Map;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * Adds a period of time to an LMS, or changes one.
 *
 * <p>Errors: {@link Refused} with a {@link ContextReason} when it has no usable name, ends before
 * it begins, or is not the LMS's.
 */
public final class SavePeriod {
  private static final int MAX_CHARS = 100;

  private final TimePeriods periods;
  private final AuditLog audit;

  /** Works on these tables. */
  public SavePeriod(TimePeriods periods, AuditLog audit) {
    this.periods = periods;
    this.audit = audit;
  }

  /** From now on it is so; one with the id 0 is a new one. */
  public void run(Tx tx, Actor actor, long consumerId, TimePeriod period) {
    if (period.name().isEmpty()
        || period.name().length() > MAX_CHARS
        || period.endsOn().isBefore(period.startsOn())) {
      throw new Refused(ContextReason.PERIOD_UNUSABLE, MAX_CHARS);
    }
    if (period.id() == 0) {
      periods.add(tx, consumerId, period);
    } else if (!periods.save(tx, consumerId, period)) {
      throw new Refused(ContextReason.NO_SUCH_PERIOD);
    }
    audit.add(
        tx,
        actor,
        period.id() == 0 ? AuditAction.PERIOD_ADDED : AuditAction.PERIOD_CHANGED,
        "consumer:" + consumerId,
        Map.of("name", period.name(), "days", period.startsOn() + " to " + period.endsOn()));
  }
}
