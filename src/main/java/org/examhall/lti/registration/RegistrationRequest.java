package org.examhall.lti.registration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is sent to a platform's registration endpoint, as JSON.
 *
 * <p>Shape: only what the platform says it knows, where it says so at all, and never an empty
 * member (Canvas answers 422). Source: LTI Dynamic Registration 1.0 section 3.5; DR-03, DR-06.
 */
public final class RegistrationRequest {
  private static final String LTI = "https://purl.imsglobal.org/spec/lti-tool-configuration";
  private static final String CANVAS_PRIVACY = "https://canvas.instructure.com/lti/privacy_level";

  private RegistrationRequest() {}

  /** The request of {@code tool} to the platform of this configuration. */
  public static Map<String, Object> of(Tool tool, PlatformConfiguration platform) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("application_type", "web");
    request.put("response_types", List.of("id_token"));
    request.put("grant_types", List.of("implicit", "client_credentials"));
    request.put("initiate_login_uri", tool.loginUrl());
    request.put("redirect_uris", List.of(tool.launchUrl()));
    request.put("client_name", tool.name());
    request.put("jwks_uri", tool.keySetUrl());
    request.put("token_endpoint_auth_method", "private_key_jwt");
    request.put("scope", String.join(" ", scopes(platform)));
    request.put(LTI, configuration(tool, platform));
    request.values().removeIf(RegistrationRequest::isEmpty);
    return request;
  }

  private static List<String> scopes(PlatformConfiguration platform) {
    return Stream.concat(
            known(Offer.SCOPES, platform.scopes()).stream(),
            platform.scopes().stream().filter(Offer.GROUPS::equals))
        .toList();
  }

  private static Map<String, Object> configuration(Tool tool, PlatformConfiguration platform) {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("domain", tool.domain());
    configuration.put("description", tool.description());
    configuration.put("target_link_uri", tool.launchUrl());
    configuration.put("custom_parameters", custom(platform));
    configuration.put("claims", known(Offer.CLAIMS, platform.claims()));
    configuration.put("messages", messages(tool, platform));
    if (platform.isCanvas()) {
      configuration.put(CANVAS_PRIVACY, "public"); // else it sends neither names nor addresses
    }
    configuration.values().removeIf(RegistrationRequest::isEmpty);
    return configuration;
  }

  /**
   * Deep linking comes first and last: Sakai takes the first of them, Moodle the last. Canvas shows
   * each that is listed, so it gets one.
   */
  private static List<Map<String, Object>> messages(Tool tool, PlatformConfiguration platform) {
    Stream<String> types =
        platform.isCanvas()
            ? Stream.of(Offer.DEEP_LINKING, Offer.RESOURCE_LINK)
            : Stream.of(Offer.DEEP_LINKING, Offer.RESOURCE_LINK, Offer.DEEP_LINKING);
    return types.flatMap(type -> message(type, tool, platform).stream()).toList();
  }

  /** Empty when the platform lists what it can send, and not this. */
  private static Optional<Map<String, Object>> message(
      String type, Tool tool, PlatformConfiguration platform) {
    List<SupportedMessage> same =
        platform.messages().stream().filter(message -> message.type().equals(type)).toList();
    if (same.isEmpty() && !platform.messages().isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", type);
    message.put("target_link_uri", tool.launchUrl());
    message.put("label", tool.name());
    message.put(
        "placements",
        type.equals(Offer.DEEP_LINKING)
            ? same.stream().flatMap(m -> m.placements().stream()).filter(Offer::isOurs).toList()
            : List.of());
    message.values().removeIf(RegistrationRequest::isEmpty);
    return Optional.of(message);
  }

  private static Map<String, String> custom(PlatformConfiguration platform) {
    Map<String, String> custom = Offer.custom();
    if (!platform.variables().isEmpty()) {
      custom.values().removeIf(variable -> !platform.variables().contains(variable.substring(1)));
    }
    return custom;
  }

  /** All of ours where the platform does not say what it knows. */
  private static List<String> known(List<String> ours, List<String> theirs) {
    return theirs.isEmpty() ? ours : ours.stream().filter(theirs::contains).toList();
  }

  private static boolean isEmpty(Object member) {
    return member.equals("") || member.equals(List.of()) || member.equals(Map.of());
  }
}
