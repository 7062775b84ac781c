package org.examhall.core.context;

import org.examhall.kernel.sql.Row;

/**
 * A group of a course, as its LMS tells of it.
 *
 * @param id the platform's
 * @param set name of the set that it is one of; empty for none
 */
public record CourseGroup(String id, String name, String set) {
  static CourseGroup read(Row row) {
    return new CourseGroup(row.text("lti_group_id"), row.text("name"), row.text("set_name"));
  }
}
