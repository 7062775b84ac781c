package org.examhall.lti.launch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.examhall.lti.ClaimNames;
import org.examhall.lti.WebAddress;
import org.examhall.lti.jose.VerifiedToken;
import org.examhall.lti.oauth.Verified;

/**
 * Where the platform wants the browser back, {@code launch_presentation_return_url}.
 *
 * <p>Only a verified message has one, so nobody else can choose where we send a browser. It may
 * hold a session key of the platform: keep it out of logs. Source: LTI 1.1 section 3, LTI 1.3
 * section 5.4.4.
 */
public final class ReturnUrl {
  private final WebAddress url;

  private ReturnUrl(WebAddress url) {
    this.url = url;
  }

  /** The return URL of a message; empty when it has none, or one that is no web address. */
  public static Optional<ReturnUrl> of(Verified message) {
    return message.body().text("launch_presentation_return_url").flatMap(ReturnUrl::kept);
  }

  /** The return URL of a token; empty when it has none, or one that is no web address. */
  public static Optional<ReturnUrl> of(VerifiedToken token) {
    return token
        .claims()
        .object(ClaimNames.core("launch_presentation"))
        .text("return_url")
        .flatMap(ReturnUrl::kept);
  }

  /** The return URL that was kept of a verified message; empty when it had none. */
  public static Optional<ReturnUrl> kept(String plain) {
    return WebAddress.parse(plain).map(ReturnUrl::new);
  }

  /** Back, nothing to say. */
  public String plain() {
    return url.plain();
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
    return withParameters(added);
  }

  /** Back with these parameters, in this order, in place of any of the same names. */
  public String withParameters(Map<String, String> added) {
    return url.with(added);
  }

  /** Not the address: it may hold a session key. */
  @Override
  public String toString() {
    return "return URL";
  }
}
