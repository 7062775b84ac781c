package org.examhall.web.student;

import org.examhall.core.context.Launch;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.Response;

/** What a student sees whose instructor has not chosen an exam yet. */
public final class NotSetUpPage {
  private final Db db;

  /** Reads the course's title. */
  public NotSetUpPage(Db db) {
    this.db = db;
  }

  /** What the template reads. */
  public record Model(String course) {}

  /** The page. */
  public Response show(Launch launch) {
    String course = db.tx(tx -> launch.courseTitle());
    return Response.page("student/not_set_up", new Model(course));
  }
}
