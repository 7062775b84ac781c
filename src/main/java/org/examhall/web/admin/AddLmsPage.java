package org.examhall.web.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.core.consumer.Lms;
import org.examhall.core.user.StaffAccount;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * {@code /admin/consumers/add}: which LMS, then by which way; leads to the form for it, which knows
 * what was typed.
 */
public final class AddLmsPage {
  private static final String DYNAMIC = "dynamic";
  private static final String BY_HAND = "lti13";
  private static final String OLD = "lti11";

  /**
   * What the template reads.
   *
   * @param chosen the LMS; empty while that is asked
   * @param address of the LMS, as typed
   * @param ways to connect it, the one to be recommended first
   */
  public record Model(
      String username,
      List<String> products,
      Optional<String> chosen,
      String title,
      String address,
      List<Way> ways) {}

  /**
   * A way to connect an LMS.
   *
   * @param version as forms name it
   * @param hintKey of what to know about it
   */
  public record Way(String version, String hintKey) {
    private static Way of(String version) {
      return new Way(version, "admin.version_" + version + "_hint");
    }
  }

  /** The questions, or the way to what the answers ask for. */
  public Response show(Request request) {
    return switch (request.parameter("version").orElse("")) {
      case OLD -> Response.redirect("/admin/consumers/new" + query(request, "title"));
      case DYNAMIC -> Response.redirect("/admin/invites" + query(request, "lms", "title"));
      case BY_HAND ->
          Response.redirect("/admin/registrations/new" + query(request, "lms", "title", "address"));
      default -> Response.page("admin/add-lms", model(request));
    };
  }

  private static Model model(Request request) {
    Optional<Lms> chosen = request.parameter("lms").map(Lms::named);
    return new Model(
        request.get(StaffAccount.class).username(),
        Stream.of(Lms.values()).map(Lms::key).toList(),
        chosen.map(Lms::key),
        request.parameter("title").orElse(""),
        request.parameter("address").orElse(""),
        chosen.map(AddLmsPage::ways).orElse(List.of()));
  }

  private static List<Way> ways(Lms lms) {
    Way perhaps = new Way(DYNAMIC, "admin.version_dynamic_perhaps");
    return switch (lms.selfRegistration()) {
      case BEST -> List.of(Way.of(DYNAMIC), Way.of(BY_HAND), Way.of(OLD));
      case ALSO -> List.of(Way.of(BY_HAND), Way.of(DYNAMIC), Way.of(OLD));
      case PERHAPS -> List.of(Way.of(BY_HAND), perhaps, Way.of(OLD));
      case NO -> List.of(Way.of(BY_HAND), Way.of(OLD));
    };
  }

  /** Those of the answers that there are, for the next page. */
  private static String query(Request request, String... names) {
    String query =
        Stream.of(names)
            .flatMap(name -> request.parameter(name).map(v -> name + "=" + encoded(v)).stream())
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
