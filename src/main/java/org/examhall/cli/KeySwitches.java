package org.examhall.cli;

import java.util.Map;
import java.util.Objects;
import org.examhall.core.consumer.KeySummary;
import org.examhall.core.consumer.LaunchChecks;
import org.examhall.core.user.Actor;
import org.examhall.kernel.sql.Tx;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code consumer set} for a key of LTI 1.1. */
final class KeySwitches {
  @Option(names = "--key", required = true, paramLabel = "K", description = "Consumer key.")
  String key = "";

  @Option(
      names = "--later-versions",
      paramLabel = "on|off",
      description = "Accepts LTI-1p1 and LTI-1p2 as lti_version, too.")
  @Nullable OnOff laterVersions;

  @Option(
      names = "--minimum-method",
      paramLabel = "M",
      description = "Weakest signature accepted: HMAC-SHA1 or HMAC-SHA256.")
  @Nullable String minimumMethod;

  @Option(
      names = "--window-seconds",
      paramLabel = "N",
      description = "Largest difference of the clocks, either way: 60 to 5400.")
  @Nullable Integer windowSeconds;

  Map<String, String> set(
      Tx tx, Installation installation, @Nullable OnOff adminsAreStaff, OutcomeOptions outcome) {
    KeySummary found = installation.keys().summary(tx, key);
    LaunchChecks old = found.checks();
    LaunchChecks checks =
        new LaunchChecks(
            Objects.requireNonNullElse(minimumMethod, old.minimumMethod()),
            Objects.requireNonNullElse(windowSeconds, old.windowSeconds()),
            OnOff.of(laterVersions, old.laterVersions()),
            OnOff.of(adminsAreStaff, old.adminsAreStaff()));
    installation.changeChecks().run(tx, Actor.SYSTEM, found, checks);
    outcome.apply(tx, installation, found.consumerId());
    return checks.words();
  }
}
