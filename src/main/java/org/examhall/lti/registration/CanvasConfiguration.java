package org.examhall.lti.registration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON that an administrator of Canvas enters by its address to make an LTI developer key.
 *
 * <p>Canvas takes the redirect URI from the topmost {@code target_link_uri}. Source: Canvas LMS
 * documentation, "Configuring LTI Advantage Tools".
 */
public final class CanvasConfiguration {
  private CanvasConfiguration() {}

  /** The configuration of {@code tool}, as JSON. */
  public static Map<String, Object> of(Tool tool) {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("title", tool.name());
    configuration.put("description", tool.description());
    configuration.put("oidc_initiation_url", tool.loginUrl());
    configuration.put("target_link_uri", tool.launchUrl());
    configuration.put("scopes", Offer.SCOPES);
    configuration.put("public_jwk_url", tool.keySetUrl());
    configuration.put("custom_fields", Offer.custom());
    configuration.put("extensions", List.of(extension(tool)));
    return configuration;
  }

  private static Map<String, Object> extension(Tool tool) {
    Map<String, Object> extension = new LinkedHashMap<>();
    extension.put("platform", "canvas.instructure.com");
    extension.put("domain", tool.domain());
    extension.put("tool_id", "examhall");
    extension.put("privacy_level", "public");
    extension.put(
        "settings",
        Map.of(
            "text",
            tool.name(),
            "placements",
            List.of(
                selection(tool, "assignment_selection"),
                selection(tool, "link_selection"),
                courseNavigation(tool))));
    return extension;
  }

  private static Map<String, Object> selection(Tool tool, String placement) {
    Map<String, Object> selection = placement(tool, placement, Offer.DEEP_LINKING);
    selection.put("enabled", true);
    selection.put("selection_width", 800);
    selection.put("selection_height", 600);
    return selection;
  }

  /** Off until a teacher puts it into the course's menu. */
  private static Map<String, Object> courseNavigation(Tool tool) {
    Map<String, Object> navigation = placement(tool, "course_navigation", Offer.RESOURCE_LINK);
    navigation.put("enabled", true);
    navigation.put("default", "disabled");
    navigation.put("visibility", "admins");
    return navigation;
  }

  private static Map<String, Object> placement(Tool tool, String placement, String messageType) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("placement", placement);
    settings.put("text", tool.name());
    settings.put("message_type", messageType);
    settings.put("target_link_uri", tool.launchUrl());
    return settings;
  }
}
