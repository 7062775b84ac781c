package org.examhall.core.context;

import org.examhall.kernel.sql.Row;

/**
 * Somebody whom an observer may look on for.
 *
 * @param name as the LMS gave it; may be empty
 */
public record ObservedPerson(long id, String name) {
  static ObservedPerson read(Row row) {
    return new ObservedPerson(row.longAt("id"), row.text("display_name"));
  }
}
