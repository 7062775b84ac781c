package org.examhall.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.kernel.sql.Row;

/**
 * When an exam is open for one student, after everything that applies to that student.
 *
 * <p>Every bound belongs to the open time. With {@code from} before {@code until} the exam is open
 * between them; with {@code until} first it is closed between them.
 *
 * @param from empty: from the start
 * @param until empty: for ever
 * @param due when attempts begun by then end; later ones are not bound by it
 * @param working how long an attempt may take
 */
public record EffectiveTimes(
    Optional<Instant> from, Optional<Instant> until, Optional<Instant> due, WorkingTime working) {
  /** With no limit to how long an attempt takes. */
  public EffectiveTimes(Optional<Instant> from, Optional<Instant> until, Optional<Instant> due) {
    this(from, until, due, WorkingTime.OPEN);
  }

  /** The resource's own times, for an exam without a limit of its own. */
  public static EffectiveTimes of(ResourceSetting setting) {
    return of(setting, OwnLimit.NONE, Allowance.NONE);
  }

  /** The times of a person to whom the resource's access changes give this. */
  public static EffectiveTimes of(ResourceSetting setting, OwnLimit own, Allowance allowance) {
    return new EffectiveTimes(setting.availableFrom(), setting.availableUntil(), setting.dueAt())
        .with(setting.timeLimitMinutes(), own, allowance);
  }

  /** From the columns of the view {@code attempt_rule}. */
  public static EffectiveTimes read(Row row) {
    return new EffectiveTimes(
            row.findInstant("available_from"),
            row.findInstant("available_until"),
            row.findInstant("due_at"))
        .with(row.findInt("time_limit_minutes"), OwnLimit.read(row), Allowance.read(row));
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

  /**
   * Whether answers to an attempt that nobody ended count at {@code now}. Of several bounds that
   * have passed the first is the reason: that is when it was over. A door that opens again is one
   * only while no bound has passed.
   */
  public Decision countAt(AttemptTimes attempt, Instant now) {
    Decision door = openAt(now);
    return Stream.of(
            bound(AccessReason.DUE_DATE_PASSED, dueFor(attempt, now), now),
            bound(AccessReason.TIME_IS_UP, overOf(attempt), now),
            door)
        .filter(decision -> !decision.allowed() && !decision.waits())
        .min(Comparator.comparing(decision -> decision.when().orElseThrow()))
        .orElse(door);
  }

  /** The due date if it binds the attempt; one not begun yet would begin at {@code now}. */
  public Optional<Instant> dueFor(AttemptTimes attempt, Instant now) {
    Instant begun = attempt.startedAt().orElse(now);
    return due.filter(d -> !begun.isAfter(d));
  }

  /** When the attempt's time is up; empty when it has no limit or has not begun. */
  public Optional<Instant> limitOf(AttemptTimes attempt) {
    return attempt.startedAt().flatMap(begun -> working.limit().map(begun::plus));
  }

  private Optional<Instant> overOf(AttemptTimes attempt) {
    return limitOf(attempt).map(limit -> limit.plus(working.grace()));
  }

  /** Extra time moves the deadlines too, or it would be cut off by them. */
  private EffectiveTimes with(Optional<Integer> limit, OwnLimit own, Allowance allowance) {
    Duration asked = Duration.ofMinutes(allowance.deadlineMinutes().orElse(0));
    Duration needed = WorkingTime.moved(limit, own, allowance.extra());
    Duration later = asked.compareTo(needed) > 0 ? asked : needed;
    Optional<Instant> closing = until.map(u -> u.plus(later));
    boolean neverCloses =
        !later.isZero()
            && closesBetween()
            && closing.filter(c -> c.isBefore(from.orElseThrow())).isEmpty();
    return new EffectiveTimes(
        neverCloses ? Optional.empty() : from,
        neverCloses ? Optional.empty() : closing,
        due.map(d -> d.plus(later)),
        WorkingTime.of(limit, own, allowance.extra()));
  }

  private static Decision bound(AccessReason reason, Optional<Instant> end, Instant now) {
    return end.filter(now::isAfter)
        .map(passed -> Decision.no(reason, passed))
        .orElse(Decision.yes());
  }

  private boolean closesBetween() {
    return from.isPresent() && until.isPresent() && !from.get().isBefore(until.get());
  }
}
