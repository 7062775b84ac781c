package org.examhall.core.context;

import org.examhall.kernel.sql.Row;

/**
 * What a course has that an LMS finds again when it moves from LTI 1.1 to 1.3, if it proves its old
 * ids; and what of it was found under a new id already.
 *
 * @param ltiContextId what the LMS called the course when it first came
 * @param links behind which an exam is set up
 * @param people who have attempts
 */
public record EarlierCourse(
    String ltiContextId,
    String title,
    long links,
    long linksFound,
    long people,
    long peopleFound,
    long attempts) {
  static EarlierCourse read(Row row) {
    return new EarlierCourse(
        row.text("lti_context_id"),
        row.text("title"),
        row.longAt("links"),
        row.longAt("links_found"),
        row.longAt("people"),
        row.longAt("people_found"),
        row.longAt("attempts"));
  }
}
