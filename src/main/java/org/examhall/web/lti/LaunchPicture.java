package org.examhall.web.lti;

import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.examhall.kernel.json.Json;
import org.examhall.lti.jose.TokenPicture;
import org.examhall.lti.login.LoginRequest;
import org.examhall.lti.oauth.Diagnosis;
import org.examhall.lti.oauth.Parameters;

/** What a login or a launch of LTI 1.3 seemed to say, for the administrator. */
final class LaunchPicture {
  private final Json json;
  private final Clock clock;

  LaunchPicture(Json json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  /** Of a login; hints are the platform's secrets and stay out. */
  static Diagnosis of(LoginRequest login) {
    return new Diagnosis(
        login.clientId().orElse("") + " @ " + login.issuer(),
        login.targetLinkUri(),
        "",
        OptionalLong.empty(),
        List.of());
  }

  /** Of a launch, unverified. */
  Diagnosis of(Parameters form) {
    return form.text("id_token")
        .map(token -> TokenPicture.of(token, json, clock))
        .map(
            seen ->
                new Diagnosis(seen.client(), "", seen.text(), seen.clockAheadSeconds(), List.of()))
        .orElse(Diagnosis.NONE);
  }
}
