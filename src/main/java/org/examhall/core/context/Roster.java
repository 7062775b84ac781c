package org.examhall.core.context;

import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * How old our copy of a course's list of members is.
 *
 * @param fetchedAt empty when there is none
 * @param nextTryAt when it is fetched next; empty when nobody wants it
 * @param problem why the last try failed; empty when it did not
 * @param groupsProblem why the groups could not be fetched the last time, likewise
 */
public record Roster(
    Optional<Instant> fetchedAt,
    Optional<Instant> nextTryAt,
    Optional<RosterProblem> problem,
    Optional<RosterProblem> groupsProblem) {
  static Roster read(Row row) {
    return new Roster(
        row.findInstant("fetched_at"),
        row.findInstant("next_try_at"),
        row.findConstant("problem", RosterProblem.class),
        row.findConstant("groups_problem", RosterProblem.class));
  }
}
