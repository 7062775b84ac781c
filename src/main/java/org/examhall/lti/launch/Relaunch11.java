package org.examhall.lti.launch;

import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;
import org.examhall.lti.WebAddress;
import org.examhall.lti.oauth.Parameters;
import org.examhall.lti.oauth.Verified;

/**
 * A verified launch that is to be begun again from this browser, so that nobody can launch somebody
 * else as themselves.
 *
 * <p>Source: LTI 1.1.2, "login CSRF".
 *
 * @param url a web address of the platform
 */
public record Relaunch11(String url, String platformState) {
  /**
   * What the second launch brings back.
   *
   * @param tool the state that we made
   */
  public record States(String tool, String platform) {
    /** Never shows them. */
    @Override
    public String toString() {
      return "states of a relaunch";
    }
  }

  /**
   * What the platform asks for; empty when this is a launch of its own, or the second one.
   *
   * <p>Errors: {@link Refused} when half of it is missing or the address is none.
   */
  public static Optional<Relaunch11> asked(Verified message) {
    Parameters body = message.body();
    if (body.text("relaunch_url").isEmpty() || body.text("tool_state").isPresent()) {
      return Optional.empty();
    }
    String url =
        only(body, "relaunch_url")
            .flatMap(WebAddress::parse)
            .filter(address -> address.origin().isPresent()) // which the page's policy will name
            .map(WebAddress::plain)
            .orElseThrow(() -> new Refused(Fault.RELAUNCH_INCOMPLETE, "relaunch_url"));
    String state =
        only(body, "platform_state")
            .orElseThrow(() -> new Refused(Fault.RELAUNCH_INCOMPLETE, "platform_state"));
    return Optional.of(new Relaunch11(url, state));
  }

  /**
   * What a second launch brings back; empty for a launch without any of it.
   *
   * <p>Errors: {@link Refused} when one of the states is missing.
   */
  public static Optional<States> returned(Verified message) {
    Parameters body = message.body();
    if (body.text("tool_state").isEmpty() && body.text("platform_state").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new States(
            only(body, "tool_state")
                .orElseThrow(() -> new Refused(Fault.RELAUNCH_STATE_WRONG, "tool_state")),
            only(body, "platform_state")
                .orElseThrow(() -> new Refused(Fault.RELAUNCH_STATE_WRONG, "platform_state"))));
  }

  private static Optional<String> only(Parameters body, String name) {
    return body.text(name).filter(value -> body.all(name).size() == 1);
  }

  /** Not the state, nor the address: it may hold a session key. */
  @Override
  public String toString() {
    return "relaunch";
  }
}
