package org.examhall.web.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Purpose;
import org.examhall.core.user.StaffAccount;

/**
 * Writes a page: the template's HTML, made whole before the first byte is sent, so that a failing
 * template is an error page and not half a page. Threads: any.
 */
final class Pages {
  private final Templates templates;
  private final Csrf csrf;

  Pages(Templates templates, Csrf csrf) {
    this.templates = templates;
    this.csrf = csrf;
  }

  void write(Request request, Response response, HttpServletResponse answer) throws IOException {
    Response.Page page = response.page().orElseThrow();
    byte[] html =
        templates
            .render(page.template(), page.model(), surroundings(request, answer))
            .getBytes(StandardCharsets.UTF_8);
    response.writeTo(answer);
    answer.setContentType("text/html;charset=utf-8");
    answer.setContentLength(html.length);
    answer.getOutputStream().write(html);
  }

  private Surroundings surroundings(Request request, HttpServletResponse answer) {
    Optional<Launch> launch = request.find(Launch.class);
    return new Surroundings(
        request.language(),
        launch.map(l -> "/l/" + l.id()).orElse(""),
        launch.filter(l -> l.purpose() == Purpose.ADMINISTRATION).isPresent(),
        request.find(StaffAccount.class).map(StaffAccount::changes).orElse(true),
        () -> csrf.tokenFor(request, answer));
  }
}
