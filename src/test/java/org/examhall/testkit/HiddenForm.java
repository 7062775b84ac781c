package org.examhall.testkit;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form on a page of ours that posts itself to somebody else.
 *
 * @param action absolute
 * @param fields by name, in order
 */
public record HiddenForm(URI action, Map<String, String> fields) {
  private static final Pattern FORM =
      Pattern.compile(
          "<form method=\"post\" action=\"(https?:[^\"]+)\" data-submit>(.*?)</form>",
          Pattern.DOTALL);
  private static final Pattern FIELD =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

  /** The only one of the page. */
  public static HiddenForm of(Visitor.Answer page) {
    Matcher form = FORM.matcher(page.body());
    if (!form.find()) {
      throw new AssertionError("no such form: " + page);
    }
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher field = FIELD.matcher(form.group(2));
    while (field.find()) {
      fields.put(text(field.group(1)), text(field.group(2)));
    }
    return new HiddenForm(URI.create(text(form.group(1))), fields);
  }

  /** Does what its button does, in a browser that is at home there. */
  public Visitor.Answer post() {
    URI origin = URI.create(action.getScheme() + "://" + action.getRawAuthority());
    String query = action.getRawQuery() == null ? "" : "?" + action.getRawQuery();
    return new Visitor(origin).post(action.getRawPath() + query, fields, Map.of());
  }

  private static String text(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
