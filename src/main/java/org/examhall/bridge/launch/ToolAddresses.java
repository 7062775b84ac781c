package org.examhall.bridge.launch;

import java.net.URI;
import java.util.Map;
import org.examhall.lti.launch.LaunchSpace;
import org.examhall.lti.registration.CanvasConfiguration;
import org.examhall.lti.registration.Tool;

/**
 * The addresses that an LMS has to know of us.
 *
 * @param app the public address of the pages
 */
public record ToolAddresses(URI app) {
  /** Where logins begin. */
  public static final String LOGIN_PATH = "/lti13/login";

  /** Where a login begins: {@code initiate_login_uri}. */
  public String login() {
    return app + LOGIN_PATH;
  }

  /** The same, of one registration: for a platform that does not name its client. */
  public String login(long registrationId) {
    return login() + "/" + registrationId;
  }

  /** Our one redirect URI, and the target of links; there is one for all exams. */
  public String launch() {
    return app + "/lti13/launch";
  }

  /** Where launches of LTI 1.1 arrive. */
  public String launch11() {
    return app + "/lti11/launch";
  }

  /** Our public keys. */
  public String keySet() {
    return app + "/lti13/jwks";
  }

  /** What an administrator of Canvas enters. */
  public String canvas() {
    return app + "/lti13/canvas.json";
  }

  /** What lets one LMS register itself. */
  public String invitation(String code) {
    return app + "/lti13/register/" + code;
  }

  /** Where a launch may say that it leads. */
  public LaunchSpace launchSpace() {
    return LaunchSpace.below(app.toString());
  }

  /** The configuration for Canvas, as JSON. */
  public Map<String, Object> canvasConfiguration() {
    return CanvasConfiguration.of(tool());
  }

  /** What platforms are told of us. */
  public Tool tool() {
    return new Tool("Examhall", "Numbas exams", app.getRawAuthority(), login(), launch(), keySet());
  }
}
