package org.examhall.web.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers the routes of one area, once all filters have let the request in. */
final class RouteServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Pages pages;

  RouteServlet(Pages pages) {
    this.pages = pages;
  }

  @Override
  protected void service(HttpServletRequest servlet, HttpServletResponse answer)
      throws ServletException, IOException {
    Request request = Request.of(servlet);
    Response response = request.get(Route.class).handler().handle(request);
    if (response.page().isPresent()) {
      pages.write(request, response, answer);
    } else {
      response.writeTo(answer);
    }
  }
}
