package org.examhall.lti.launch;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.lti.oauth.Verified;

/**
 * Where the platform wants the browser back, {@code launch_presentation_return_url}.
 *
 * <p>Only a verified message has one, so nobody else can choose where we send a browser. It may
 * hold a session key of the platform: keep it out of logs. Source: LTI 1.1 section 3.
 */
public final class ReturnUrl {
  private static final Pattern WEB_ADDRESS =
      Pattern.compile("(?i)https?://[^/?#@\\\\\\s]+([/?#][\\x21-\\x7e&&[^\"<>\\\\]]*)?");

  private final String url;

  private ReturnUrl(String url) {
    this.url = url;
  }

  /** The return URL of a message; empty when it has none, or one that is no web address. */
  public static Optional<ReturnUrl> of(Verified message) {
    return message.body().text("launch_presentation_return_url").flatMap(ReturnUrl::kept);
  }

  /** The return URL that was kept of a verified message; empty when it had none. */
  public static Optional<ReturnUrl> kept(String plain) {
    return Optional.of(plain).filter(url -> WEB_ADDRESS.matcher(url).matches()).map(ReturnUrl::new);
  }

  /** Back, nothing to say. */
  public String plain() {
    return url;
  }

  /** Back with an error for the person, and a line for the platform's log. */
  public String withError(String text, String log) {
    return with("lti_errormsg", text, "lti_errorlog", log);
  }

  /** Back with good news for the person, and a line for the platform's log. */
  public String withMessage(String text, String log) {
    return with("lti_msg", text, "lti_log", log);
  }

  private String with(String textName, String text, String logName, String log) {
    Map<String, String> added = new LinkedHashMap<>();
    added.put(textName, text);
    added.put(logName, log);
    int fragmentAt = url.indexOf('#') < 0 ? url.length() : url.indexOf('#');
    String address = url.substring(0, fragmentAt);
    int queryAt = address.indexOf('?') < 0 ? address.length() : address.indexOf('?');
    String query = address.substring(Math.min(queryAt + 1, address.length()));
    return address.substring(0, queryAt) + "?" + joined(query, added) + url.substring(fragmentAt);
  }

  /** The query byte for byte, less any piece of a name that we add, and ours at the end. */
  private static String joined(String query, Map<String, String> added) {
    Stream<String> kept =
        Stream.of(query.split("&"))
            .filter(piece -> !piece.isEmpty() && !added.containsKey(piece.split("=", 2)[0]));
    Stream<String> ours =
        added.entrySet().stream().map(e -> e.getKey() + "=" + encoded(e.getValue()));
    return Stream.concat(kept, ours).collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Not the address: it may hold a session key. */
  @Override
  public String toString() {
    return "return URL";
  }
}
