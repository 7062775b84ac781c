package org.examhall.lti.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;

class RegistrationRequestTest {
  private static final String CANVAS = "https://canvas.instructure.com/lti/";
  private static final String SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
  private static final Tool TOOL =
      new Tool(
          "Examhall",
          "Numbas exams",
          "tool.example:8443",
          "https://tool.example:8443/lti13/login",
          "https://tool.example:8443/lti13/launch",
          "https://tool.example:8443/lti13/jwks");

  private final Json json = new Json();

  @Test
  @Requirement("DR-03")
  void aPlatformThatListsNothingIsAskedForEverything() {
    JsonNode request = request(platform(List.of(), List.of(), "", List.of(), List.of()));

    assertEquals(5, request.path("scope").asText().split(" ").length);
    assertEquals(6, lti(request).path("claims").size());
    assertEquals(3, lti(request).path("messages").size());
    assertEquals(7, lti(request).path("custom_parameters").size());
    assertEquals(TOOL.launchUrl(), request.path("redirect_uris").path(0).asText());
  }

  @Test
  @Requirement("DR-03")
  void onlyWhatThePlatformListsIsAskedFor() {
    JsonNode request =
        request(
            platform(
                List.of(SCORE, "openid"),
                List.of("sub", "locale"),
                "",
                List.of(new SupportedMessage("LtiResourceLinkRequest", List.of("x"))),
                List.of("Context.id.history")));

    assertEquals(SCORE, request.path("scope").asText());
    assertEquals(json.node(List.of("sub")), lti(request).path("claims"));
    assertEquals(List.of("LtiResourceLinkRequest"), types(request));
    assertEquals(1, lti(request).path("custom_parameters").size());
    assertEquals(
        "$Context.id.history",
        lti(request).path("custom_parameters").path("context_id_history").asText());
  }

  @Test
  @Requirement("DR-03")
  void nothingThatIsSentIsEmpty() {
    JsonNode request =
        request(
            platform(
                List.of("unknown"),
                List.of("unknown"),
                "canvas",
                List.of(new SupportedMessage("unknown", List.of())),
                List.of("unknown")));

    assertFalse(request.has("scope"));
    assertFalse(lti(request).has("claims"));
    assertFalse(lti(request).has("messages"));
    assertFalse(lti(request).has("custom_parameters"));
    assertTrue(noneEmpty(request), request.toString());
  }

  @Test
  @Requirement("DR-06")
  void canvasGetsItsOwnNamesOnceAndIsAskedForNames() {
    JsonNode request =
        request(
            platform(
                List.of(),
                List.of(),
                "canvas",
                List.of(
                    new SupportedMessage(
                        "LtiDeepLinkingRequest",
                        List.of(CANVAS + "assignment_selection", CANVAS + "editor_button")),
                    new SupportedMessage(
                        "LtiResourceLinkRequest", List.of(CANVAS + "course_navigation"))),
                List.of()));

    assertEquals(List.of("LtiDeepLinkingRequest", "LtiResourceLinkRequest"), types(request));
    assertEquals(
        json.node(List.of(CANVAS + "assignment_selection")),
        lti(request).path("messages").path(0).path("placements"));
    assertFalse(lti(request).path("messages").path(1).has("placements"));
    assertEquals("public", lti(request).path(CANVAS + "privacy_level").asText());
  }

  @Test
  @Requirement("DR-06")
  void othersAreNotSpokenToAsCanvas() {
    JsonNode request = request(platform(List.of(), List.of(), "sakai", List.of(), List.of()));

    assertFalse(lti(request).has(CANVAS + "privacy_level"));
    assertEquals("LtiDeepLinkingRequest", types(request).get(0));
    assertEquals("LtiDeepLinkingRequest", types(request).get(2));
  }

  @Test
  void theConfigurationForCanvasHasWhatItsKeyNeeds() {
    JsonNode canvas = json.node(CanvasConfiguration.of(TOOL));

    assertEquals(TOOL.launchUrl(), canvas.path("target_link_uri").asText());
    assertEquals(TOOL.keySetUrl(), canvas.path("public_jwk_url").asText());
    assertEquals(TOOL.loginUrl(), canvas.path("oidc_initiation_url").asText());
    assertEquals(
        "$Person.address.timezone", canvas.path("custom_fields").path("time_zone").asText());
    JsonNode placements = canvas.at("/extensions/0/settings/placements");
    assertEquals(
        List.of("assignment_selection", "link_selection", "course_navigation"),
        placements.findValuesAsText("placement"));
    assertEquals("LtiDeepLinkingRequest", placements.path(0).path("message_type").asText());
    assertEquals("disabled", placements.path(2).path("default").asText());
    assertTrue(noneEmpty(canvas), canvas.toString());
  }

  private static PlatformConfiguration platform(
      List<String> scopes,
      List<String> claims,
      String product,
      List<SupportedMessage> messages,
      List<String> variables) {
    URI somewhere = URI.create("https://lms.example/x");
    return new PlatformConfiguration(
        "https://lms.example",
        somewhere,
        somewhere,
        somewhere,
        somewhere,
        "",
        scopes,
        claims,
        product,
        messages,
        variables);
  }

  private JsonNode request(PlatformConfiguration platform) {
    return json.node(RegistrationRequest.of(TOOL, platform));
  }

  private static JsonNode lti(JsonNode request) {
    return request.path("https://purl.imsglobal.org/spec/lti-tool-configuration");
  }

  private static List<String> types(JsonNode request) {
    return lti(request).path("messages").findValuesAsText("type");
  }

  private static boolean noneEmpty(JsonNode node) {
    if (node.isContainerNode()) {
      return !node.isEmpty()
          && StreamSupport.stream(node.spliterator(), false)
              .allMatch(RegistrationRequestTest::noneEmpty);
    }
    return !node.isNull() && !node.asText().isEmpty();
  }
}
