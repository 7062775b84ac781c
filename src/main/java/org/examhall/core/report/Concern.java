package org.examhall.core.report;

import org.examhall.kernel.sql.Row;

/**
 * Something that an administrator should look at.
 *
 * @param kind what it is
 * @param id of the registration that waits, else of the LMS; 0 for launches of nobody we know
 * @param title of the LMS; empty for nobody
 */
public record Concern(Kind kind, long id, String title, long times) {
  /** What may be wrong. */
  public enum Kind {
    /** An LMS registered itself and is not active. */
    INACTIVE,
    /** Deployments wait to be accepted. */
    DEPLOYMENT,
    /** Grades that the LMS refuses. */
    GRADES,
    /** Launches that were refused lately. */
    LAUNCHES
  }

  static Concern read(Row row) {
    return new Concern(
        row.constant("kind", Kind.class), row.longAt("id"), row.text("title"), row.longAt("times"));
  }
}
