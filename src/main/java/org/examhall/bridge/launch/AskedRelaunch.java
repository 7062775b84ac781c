package org.examhall.bridge.launch;

import org.examhall.lti.oauth.SignedForm;

/**
 * A relaunch under way and what the browser needs for it.
 *
 * @param form to post to the LMS
 * @param state names the cookie
 * @param browser for that cookie; only its hash is stored
 */
public record AskedRelaunch(SignedForm form, String state, String browser) {
  @Override
  public String toString() {
    return "AskedRelaunch";
  }
}
