package org.examhall.lti.registration;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.examhall.kernel.fault.Refused;

/**
 * What a platform says of itself in its OpenID configuration.
 *
 * <p>Lists that it leaves out are empty: it does not say what it can do. Source: LTI Dynamic
 * Registration 1.0 section 3.4; DR-02.
 *
 * @param authorizationServer {@code aud} of our token requests; may be empty
 * @param product {@code product_family_code}; may be empty
 * @param variables that it replaces in custom parameters, without the dollar
 */
public record PlatformConfiguration(
    String issuer,
    URI authorizationEndpoint,
    URI tokenEndpoint,
    URI keySet,
    URI registrationEndpoint,
    String authorizationServer,
    List<String> scopes,
    List<String> claims,
    String product,
    List<SupportedMessage> messages,
    List<String> variables) {
  private static final String LTI = "https://purl.imsglobal.org/spec/lti-platform-configuration";

  /** Hosted Canvas: all schools share the issuer, and the configuration comes from another host. */
  private static final List<String> CANVAS_ISSUERS =
      List.of(
          "canvas.instructure.com", "canvas.beta.instructure.com", "canvas.test.instructure.com");

  private static final List<String> CANVAS_HOSTS = List.of(".instructure.com", ".canvaslms.com");

  /**
   * The configuration that was fetched from {@code source}; refused when it lacks what we need, or
   * speaks for another host.
   */
  public static PlatformConfiguration read(JsonNode json, URI source, PlatformAddress addresses) {
    if (!json.isObject()) {
      throw new Refused(RegistrationReason.CONFIGURATION_UNREADABLE);
    }
    JsonNode lti = json.path(LTI);
    return new PlatformConfiguration(
        issuer(json, source, addresses),
        endpoint(json, "authorization_endpoint", addresses),
        endpoint(json, "token_endpoint", addresses),
        endpoint(json, "jwks_uri", addresses),
        endpoint(json, "registration_endpoint", addresses),
        Members.text(json, "authorization_server"),
        Members.words(json, "scopes_supported"),
        Members.words(json, "claims_supported"),
        Members.text(lti, "product_family_code"),
        StreamSupport.stream(lti.path("messages_supported").spliterator(), false)
            .map(SupportedMessage::read)
            .toList(),
        Members.words(lti, "variables"));
  }

  /** Whether it is a Canvas, which wants a few things said in its own way. */
  boolean isCanvas() {
    return product.equalsIgnoreCase("canvas");
  }

  private static String issuer(JsonNode json, URI source, PlatformAddress addresses) {
    String issuer = Members.text(json, "issuer");
    String host =
        addresses
            .parse(issuer)
            .map(uri -> uri.getHost().toLowerCase(Locale.ROOT))
            .orElseThrow(() -> new Refused(RegistrationReason.ENDPOINT_UNUSABLE, "issuer"));
    String sourceHost = source.getHost().toLowerCase(Locale.ROOT);
    boolean canvas =
        CANVAS_ISSUERS.contains(host) && CANVAS_HOSTS.stream().anyMatch(sourceHost::endsWith);
    if (!host.equals(sourceHost) && !canvas) {
      throw new Refused(RegistrationReason.ISSUER_ELSEWHERE, issuer);
    }
    return issuer;
  }

  private static URI endpoint(JsonNode json, String name, PlatformAddress addresses) {
    return addresses
        .parse(Members.text(json, name))
        .orElseThrow(() -> new Refused(RegistrationReason.ENDPOINT_UNUSABLE, name));
  }
}
