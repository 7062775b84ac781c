package org.examhall.bridge.launch;

import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.lti.launch.ReturnUrl;

/** The way back to the course in the LMS that a launch came from. */
public final class WayBack {
  private WayBack() {}

  /**
   * The address, with words that the LMS shows to the person and a line for its log; empty when the
   * LMS named none. Source: LTI 1.1 section 3.
   */
  public static Optional<String> with(Launch launch, String text, String log) {
    return ReturnUrl.kept(launch.returnUrl()).map(url -> url.withMessage(text, log));
  }
}
