package org.examhall.core.access;

import java.time.Instant;
import java.util.Optional;
import org.examhall.core.resource.ResourceSetting;

/**
 * When an exam is open for one student, after everything that applies to that student.
 *
 * <p>Every bound belongs to the open time. With {@code from} before {@code until} the exam is open
 * between them; with {@code until} first it is closed between them.
 *
 * @param from empty: from the start
 * @param until empty: for ever
 * @param due when attempts begun by then end; later ones are not bound by it
 */
public record EffectiveTimes(
    Optional<Instant> from, Optional<Instant> until, Optional<Instant> due) {
  /** The resource's own times. */
  public static EffectiveTimes of(ResourceSetting setting) {
    return new EffectiveTimes(setting.availableFrom(), setting.availableUntil(), setting.dueAt());
  }

  /** Whether exams may be worked on at {@code now}; the reason why not is a closed door's. */
  public Decision openAt(Instant now) {
    boolean opened = from.map(f -> !now.isBefore(f)).orElse(true);
    boolean stillOpen = until.map(u -> !now.isAfter(u)).orElse(true);
    if (closesBetween() ? opened || stillOpen : opened && stillOpen) {
      return Decision.yes();
    }
    if (opened) {
      return Decision.no(AccessReason.CLOSED, until.orElseThrow());
    }
    return Decision.no(
        closesBetween() ? AccessReason.CLOSED_BETWEEN : AccessReason.NOT_YET_OPEN,
        from.orElseThrow());
  }

  /** Whether answers to an attempt that nobody ended count at {@code now}. */
  public Decision countAt(AttemptTimes attempt, Instant now) {
    Decision beforeDue =
        dueFor(attempt, now)
            .filter(now::isAfter)
            .map(passed -> Decision.no(AccessReason.DUE_DATE_PASSED, passed))
            .orElse(Decision.yes());
    return openAt(now).and(beforeDue);
  }

  /** The due date if it binds the attempt; one not begun yet would begin at {@code now}. */
  public Optional<Instant> dueFor(AttemptTimes attempt, Instant now) {
    Instant begun = attempt.startedAt().orElse(now);
    return due.filter(d -> !begun.isAfter(d));
  }

  private boolean closesBetween() {
    return from.isPresent() && until.isPresent() && !from.get().isBefore(until.get());
  }
}
