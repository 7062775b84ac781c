package org.examhall.web.instructor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.examhall.web.http.Request;

/** Which group of the course a page is asked about: {@code ?group=3}, by the LMS's id of it. */
final class AskedGroup {
  private static final String NAME = "group";

  private AskedGroup() {}

  /** As asked, known or not; empty is everybody. */
  static String of(Request request) {
    return request.parameter(NAME).orElse("");
  }

  /** The class page, of the same group. */
  static String classPage(String launch, Request request) {
    return "/l/" + launch + "/" + query('?', of(request));
  }

  /** What asks for it, after {@code before}; nothing for everybody. */
  static String query(char before, String group) {
    return group.isEmpty()
        ? ""
        : before + NAME + "=" + URLEncoder.encode(group, StandardCharsets.UTF_8);
  }
}
