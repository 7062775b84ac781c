package org.examhall.web.admin;

import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /}: tells who comes here without a course where exams are opened. */
public final class WelcomePage {
  /** What the template reads: nothing. */
  public record Model() {}

  /** The page. */
  public Response show(Request request) {
    return Response.page("admin/welcome", new Model());
  }
}
