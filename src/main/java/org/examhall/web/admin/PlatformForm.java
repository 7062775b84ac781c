package org.examhall.web.admin;

import java.util.Optional;
import org.examhall.core.consumer.Lti13Platform;
import org.examhall.web.http.Request;

/** What is known of a platform, as the form holds it: as typed, and what is wrong with it. */
public record PlatformForm(Lti13Platform platform, Optional<String> problem) {
  /** The form that shows what holds now. */
  static PlatformForm of(Lti13Platform platform) {
    return new PlatformForm(platform, Optional.empty());
  }

  /** The form as it was sent; {@code {client_id}} in an address is what was typed as client id. */
  static PlatformForm of(Request request) {
    String clientId = request.parameter("client_id").orElse("");
    return of(
        new Lti13Platform(
            request.parameter("issuer").orElse(""),
            clientId,
            address(request, "authorization_url", clientId),
            address(request, "token_url", clientId),
            address(request, "key_set_url", clientId),
            request.parameter("token_audience").orElse(""),
            request.parameter("product").orElse("")));
  }

  /** The same with what is wrong with it. */
  PlatformForm with(String whatIsWrong) {
    return new PlatformForm(platform, Optional.of(whatIsWrong));
  }

  private static String address(Request request, String name, String clientId) {
    String typed = request.parameter(name).orElse("");
    return clientId.isEmpty() ? typed : typed.replace("{client_id}", clientId);
  }
}
