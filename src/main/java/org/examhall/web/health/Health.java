package org.examhall.web.health;

import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** The health pages. */
public final class Health {
  /** {@code I'm up}: the process answers; nothing else is touched. */
  public Response isUp(Request request) {
    return Response.text("text/plain", "I'm up");
  }
}
