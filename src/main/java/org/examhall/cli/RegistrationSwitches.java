package org.examhall.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.examhall.core.consumer.ChangeRegistration.Wish;
import org.examhall.core.consumer.ConsumerReason;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Rules;
import org.examhall.core.scoring.Requeues;
import org.examhall.core.user.Actor;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code consumer set} for a registration of LTI 1.3. */
final class RegistrationSwitches {
  @Option(names = "--issuer", required = true, paramLabel = "I", description = "iss of its tokens.")
  String issuer = "";

  @Option(
      names = "--client-id",
      required = true,
      paramLabel = "C",
      description = "What the LMS calls this tool.")
  String clientId = "";

  @Option(
      names = "--active",
      paramLabel = "on|off",
      description = "Off refuses its launches and sends it no grades.")
  @Nullable OnOff active;

  @Option(
      names = "--accept-deployments",
      paramLabel = "on|off",
      description = "New deployments are accepted; else they wait for an administrator.")
  @Nullable OnOff acceptDeployments;

  @Option(
      names = "--consumer-per-deployment",
      paramLabel = "on|off",
      description = "Deployments accepted from now on are institutions of their own.")
  @Nullable OnOff consumerPerDeployment;

  @Option(
      names = "--leeway-seconds",
      paramLabel = "N",
      description = "Largest difference of the clocks: 0 to 300.")
  @Nullable Integer leewaySeconds;

  @Option(
      names = "--oldest-seconds",
      paramLabel = "N",
      description = "Oldest token accepted: 60 to 86400.")
  @Nullable Integer oldestSeconds;

  @Option(
      names = "--trusted-audiences",
      paramLabel = "'A B'",
      description = "Whom else its tokens may be for (aud), with blanks between; '' is nobody.")
  @Nullable String trustedAudiences;

  @Option(
      names = "--admins-erase",
      paramLabel = "on|off",
      description = "Administrators of the LMS erase people by its data-privacy launches.")
  @Nullable OnOff adminsErase;

  Map<String, String> set(
      Tx tx, Installation installation, @Nullable OnOff adminsAreStaff, OutcomeOptions outcome) {
    Lti13Registration before =
        installation
            .registrations()
            .find(tx, issuer, clientId)
            .orElseThrow(() -> new Refused(ConsumerReason.CLIENT_MISSING, issuer, clientId));
    Lti13Rules rules = rules(before.rules(), adminsAreStaff);
    boolean activeThen = OnOff.of(active, before.active());
    installation
        .changeRegistration()
        .run(tx, Actor.SYSTEM, before, Wish.of(before).with(rules).with(activeThen));
    if (activeThen && !before.active()) {
      new Requeues().reconnected(tx, before.id()); // the worker sweeps them up
    }
    outcome.apply(tx, installation, before.consumerId());
    Map<String, String> words = new LinkedHashMap<>(rules.words());
    words.put("active", activeThen ? "on" : "off");
    return words;
  }

  private Lti13Rules rules(Lti13Rules old, @Nullable OnOff adminsAreStaff) {
    return new Lti13Rules(
        OnOff.of(acceptDeployments, old.acceptDeployments()),
        OnOff.of(consumerPerDeployment, old.consumerPerDeployment()),
        old.algorithms(),
        Objects.requireNonNullElse(leewaySeconds, old.leewaySeconds()),
        Objects.requireNonNullElse(oldestSeconds, old.oldestSeconds()),
        trustedAudiences == null ? old.trustedAudiences() : Lti13Rules.audiences(trustedAudiences),
        OnOff.of(adminsAreStaff, old.adminsAreStaff()),
        OnOff.of(adminsErase, old.adminsErase()));
  }
}
