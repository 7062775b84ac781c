package org.examhall.cli;

import java.util.Objects;
import org.examhall.core.consumer.LaunchChecks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about how launches with a key are checked. */
final class CheckOptions {
  @Option(
      names = "--later-versions",
      paramLabel = "on|off",
      description = "Accepts LTI-1p1 and LTI-1p2 as lti_version, too.")
  private @Nullable OnOff laterVersions;

  @Option(
      names = "--admins-are-staff",
      paramLabel = "on|off",
      description = "Administrators of institution or LMS count as instructors.")
  private @Nullable OnOff adminsAreStaff;

  @Option(
      names = "--minimum-method",
      paramLabel = "M",
      description = "Weakest signature accepted: HMAC-SHA1 or HMAC-SHA256.")
  private @Nullable String minimumMethod;

  @Option(
      names = "--window-seconds",
      paramLabel = "N",
      description = "Largest difference of the clocks, either way: 60 to 5400.")
  private @Nullable Integer windowSeconds;

  /** What holds then: what is named here, and what was for the rest. */
  LaunchChecks applied(LaunchChecks old) {
    return new LaunchChecks(
        Objects.requireNonNullElse(minimumMethod, old.minimumMethod()),
        Objects.requireNonNullElse(windowSeconds, old.windowSeconds()),
        isOn(laterVersions, old.laterVersions()),
        isOn(adminsAreStaff, old.adminsAreStaff()));
  }

  private static boolean isOn(@Nullable OnOff wanted, boolean otherwise) {
    return wanted == null ? otherwise : wanted.isOn();
  }
}
