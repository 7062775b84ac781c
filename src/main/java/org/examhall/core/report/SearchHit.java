package org.examhall.core.report;

import org.examhall.kernel.sql.Row;

/**
 * Something that was found.
 *
 * @param id of the person or the course; of an exam that of its course
 * @param name may be empty
 * @param more what tells it from others of the name: ids and addresses, or the course of an exam
 */
public record SearchHit(SearchKind kind, long id, String name, String more, String consumer) {
  static SearchHit read(Row row, SearchKind kind) {
    return new SearchHit(
        kind, row.longAt("id"), row.text("name"), row.text("more"), row.text("consumer"));
  }
}
