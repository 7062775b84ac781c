package org.examhall.core.access;

import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * What access changes give a person at a resource, all of them together.
 *
 * @param extra time to work
 * @param deadlineMinutes how much later the exam is due and closes
 * @param extraAttempts on top of everybody's
 */
public record Allowance(
    Optional<ExtraTime> extra, Optional<Integer> deadlineMinutes, Optional<Integer> extraAttempts) {
  /** What most people have. */
  public static final Allowance NONE =
      new Allowance(Optional.empty(), Optional.empty(), Optional.empty());

  /** From columns named as those of {@code access_change}. */
  public static Allowance read(Row row) {
    return new Allowance(
        row.findConstant("extra_unit", ExtraTime.Unit.class)
            .map(unit -> new ExtraTime(unit, row.findInt("extra_amount").orElse(0))),
        row.findInt("deadline_minutes"),
        row.findInt("extra_attempts"));
  }
}
