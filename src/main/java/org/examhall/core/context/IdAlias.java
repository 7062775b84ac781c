package org.examhall.core.context;

import java.time.Instant;
import org.examhall.kernel.sql.Row;

/**
 * A new id of something that the consumer called by another id before.
 *
 * @param course where it is, or is from; empty for a person
 */
public record IdAlias(Kind kind, String newId, String oldId, String course, Instant linkedAt) {
  /** What has an id. */
  public enum Kind {
    /** A course. */
    COURSE,
    /** A link in a course. */
    LINK,
    /** A person. */
    PERSON
  }

  static IdAlias read(Row row) {
    return new IdAlias(
        row.constant("kind", Kind.class),
        row.text("new_id"),
        row.text("old_id"),
        row.text("course"),
        row.instant("linked_at"));
  }
}
