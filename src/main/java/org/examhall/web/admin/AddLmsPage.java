package org.examhall.web.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.examhall.core.consumer.Lms;
import org.examhall.core.user.StaffAccount;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/consumers/add}: which LMS, which version of LTI; leads to the form for it. */
public final class AddLmsPage {
  /** What the template reads. */
  public record Model(String username, List<String> products) {}

  /** The questions, or the way to what the answers ask for. */
  public Response show(Request request) {
    String lms = request.parameter("lms").orElse("");
    return switch (request.parameter("version").orElse("")) {
      case "lti11" -> Response.redirect("/admin/consumers/new");
      case "dynamic" -> Response.redirect("/admin/invites");
      case "lti13" ->
          Response.redirect(
              "/admin/registrations/new?lms="
                  + encoded(lms)
                  + "&address="
                  + encoded(request.parameter("address").orElse("")));
      default ->
          Response.page(
              "admin/add-lms",
              new Model(
                  request.get(StaffAccount.class).username(),
                  List.of(Lms.values()).stream().map(Lms::key).toList()));
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
