package org.examhall.core.access;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.examhall.kernel.sql.Row;

/**
 * What some persons may at a resource that others may not.
 *
 * @param members whom it is for
 */
public record AccessChange(long id, Allowance allowance, List<Member> members, Instant createdAt) {
  /**
   * Somebody it is for.
   *
   * @param name as the LMS gave it; may be empty
   */
  public record Member(long personId, String name) {
    static Member read(Row row) {
      return new Member(row.longAt("person_id"), row.text("display_name"));
    }
  }

  /** Everybody whom one of the changes is for, once, by name. */
  public static List<Member> membersOf(List<AccessChange> changes) {
    return changes.stream()
        .flatMap(change -> change.members().stream())
        .distinct()
        .sorted(Comparator.comparing((Member m) -> m.name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  static AccessChange read(Row row, List<Member> members) {
    return new AccessChange(
        row.longAt("id"), Allowance.read(row), members, row.instant("created_at"));
  }
}
