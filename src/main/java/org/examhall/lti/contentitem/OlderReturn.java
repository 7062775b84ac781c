package org.examhall.lti.contentitem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.examhall.lti.launch.ReturnUrl;
import org.examhall.lti.oauth.Parameters;
import org.examhall.lti.oauth.Verified;

/**
 * Canvas's way of choosing from before the standard: an ordinary launch, answered by a redirect.
 *
 * <p>Source: Canvas, "content extension".
 *
 * @param url a web address of the verified launch
 * @param types what may come back, in Canvas's words
 */
public record OlderReturn(String url, List<String> types) {
  private static final List<String> LINK_WORDS = List.of("lti_launch_url", "basic_lti");
  private static final Map<String, List<String>> DIRECTIVES =
      Map.of(
          "select_link", List.of("lti_launch_url"),
          "embed_content", List.of("lti_launch_url", "iframe", "url", "image_url", "oembed"),
          "submit_homework", List.of("lti_launch_url", "url", "file"));

  /** What kind of thing comes back. */
  public enum Type {
    LTI_LAUNCH_URL,
    IFRAME,
    URL,
    IMAGE_URL,
    FILE,
    OEMBED;

    private String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How large it is shown, in pixels. */
  public record Size(int width, int height) {}

  /** Of a verified launch; empty when it does not ask for a choice. */
  public static Optional<OlderReturn> of(Verified message) {
    Parameters body = message.body();
    List<String> types =
        body.text("ext_content_return_types")
            .map(SelectionReturn::list)
            .or(() -> body.text("selection_directive").map(OlderReturn::directed))
            .orElse(List.of());
    return types.isEmpty()
        ? Optional.empty()
        : body.text("ext_content_return_url")
            .or(() -> body.text("launch_presentation_return_url"))
            .flatMap(ReturnUrl::kept)
            .map(back -> new OlderReturn(back.plain(), types));
  }

  /** Whether such a thing may come back. */
  public boolean takes(Type type) {
    return type == Type.LTI_LAUNCH_URL
        ? types.stream().anyMatch(LINK_WORDS::contains)
        : types.contains(type.wireName());
  }

  /** Where the browser goes with what was chosen. */
  public String chosen(Type type, String chosenUrl, String title, Size size) {
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("return_type", type.wireName());
    answer.put("url", chosenUrl);
    answer.put("title", title);
    answer.put("text", title);
    answer.put("width", Integer.toString(size.width()));
    answer.put("height", Integer.toString(size.height()));
    return ReturnUrl.kept(url).orElseThrow().withParameters(answer);
  }

  private static List<String> directed(String directive) {
    return DIRECTIVES.getOrDefault(directive, List.of());
  }

  /** Not the address: it may hold a session key. */
  @Override
  public String toString() {
    return "return for " + types;
  }
}
