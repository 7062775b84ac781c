package org.examhall.core.resource;

import org.examhall.kernel.sql.Row;

/**
 * An exam of a course that a link's own was copied from.
 *
 * @param course title of that course; may be empty
 */
public record EarlierResource(long id, long examVersionId, String title, String course) {
  static EarlierResource read(Row row) {
    return new EarlierResource(
        row.longAt("id"), row.longAt("exam_version_id"), row.text("title"), row.text("course"));
  }
}
