package org.examhall.bridge.launch;

import org.examhall.lti.launch.LaunchSpace;

/**
 * Our addresses as platforms know them.
 *
 * @param site the public address, without a slash at the end
 */
public record ToolAddresses(String site) {
  static final String LOGIN_PATH = "/lti13/login";

  /** Where logins begin. */
  public String login() {
    return site + LOGIN_PATH;
  }

  /** Where launches arrive: our one redirect URI, and the target of links that name no other. */
  public String launch() {
    return site + "/lti13/launch";
  }

  /** Where our public keys are. */
  public String keySet() {
    return site + "/lti13/jwks";
  }

  /** Where a launch may say that it leads. */
  public LaunchSpace launchSpace() {
    return LaunchSpace.below(site);
  }
}
