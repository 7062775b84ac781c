package org.examhall.lti.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.kernel.json.Json;
import org.examhall.lti.Recording;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registration as a real Moodle carries it out: what it says, wants, answers and refuses. */
public class RecordedRegistrationTest {
  private static final String LTI = "https://purl.imsglobal.org/spec/lti-tool-configuration";
  private static final PlatformAddress LAB = new PlatformAddress(List.of("127.0.0.1"));
  private static final Tool TOOL =
      new Tool(
          "Examhall",
          "Numbas exams",
          "localhost:18766",
          "http://localhost:18766/lti13/login",
          "http://localhost:18766/lti13/launch",
          "http://localhost:18766/lti13/jwks");

  private final Json json = new Json();

  /** Every registration that was refused. */
  public static Stream<Recording> refusals() {
    return Recording.all("dynreg-").filter(r -> r.json().at("/response/status").asInt() >= 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dynreg-openid-configuration", "platform-openid-configuration"})
  @Requirement("DR-02")
  void itsConfigurationIsReadAskedForWithATokenOrWithout(String name) {
    PlatformConfiguration moodle = configuration(name);

    assertEquals("http://127.0.0.1:18765", moodle.issuer());
    assertEquals(
        URI.create("http://127.0.0.1:18765/mod/lti/openid-registration.php"),
        moodle.registrationEndpoint());
    assertEquals(URI.create("http://127.0.0.1:18765/mod/lti/certs.php"), moodle.keySet());
    assertEquals("moodle", moodle.product());
    assertEquals("", moodle.authorizationServer());
    assertEquals(
        List.of(
            new SupportedMessage("LtiResourceLinkRequest", List.of()),
            new SupportedMessage("LtiDeepLinkingRequest", List.of("ContentArea"))),
        moodle.messages());
  }

  @Test
  @Requirement({"DR-03", "DR-06"})
  void whatItAcceptedHasTheMembersThatWeSend() {
    JsonNode accepted = body(Recording.named("dynreg-ok").requestBody());

    JsonNode ours = json.node(RegistrationRequest.of(TOOL, moodle()));

    for (String same :
        List.of(
            "application_type", "response_types", "grant_types", "token_endpoint_auth_method")) {
      assertEquals(accepted.path(same), ours.path(same), same);
    }
    assertEquals(accepted.at(pointer("domain")), ours.at(pointer("domain")));
    assertEquals(accepted.at(pointer("claims")), ours.at(pointer("claims")));
    assertEquals(accepted.at(pointer("target_link_uri")), ours.at(pointer("target_link_uri")));
    assertEquals(
        List.of("LtiDeepLinkingRequest", "LtiResourceLinkRequest", "LtiDeepLinkingRequest"),
        ours.at(pointer("messages")).findValuesAsText("type"));
  }

  @Test
  @Requirement("DR-04")
  void itsAnswerIsRead() {
    JsonNode answer = body(Recording.named("dynreg-ok").responseBody());

    RegistrationAnswer read = RegistrationAnswer.read(answer);

    assertEquals("6ldKPPxaUFiiaRt", read.clientId());
    assertEquals(Optional.of("3"), read.deploymentId());
    assertEquals(5, read.scopes().size());
    assertTrue(read.scopes().contains("https://purl.imsglobal.org/spec/lti-ags/scope/score"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  @Requirement("DR-05")
  void itsRefusalHasWordsThatFitIntoALine(Recording refusal) {
    String words = PlatformWords.of(refusal.responseBody());

    assertFalse(words.isEmpty());
    assertFalse(words.contains("\n"));
    assertTrue(words.length() <= 500);
  }

  /** What Moodle said to a request that was not like ours, and the member that was not. */
  static Stream<Arguments> refusedMembers() {
    return Stream.of(
        Arguments.of("dynreg-bad-auth-method", "/token_endpoint_auth_method"),
        Arguments.of("dynreg-domain-without-port", pointer("domain")),
        Arguments.of("dynreg-redirect-uris-string", "/redirect_uris"),
        Arguments.of("dynreg-missing-client-name", "/client_name"),
        Arguments.of("dynreg-missing-domain", pointer("domain")));
  }

  @ParameterizedTest
  @MethodSource("refusedMembers")
  @Requirement("DR-03")
  void whatItRefusesIsNothingThatWeSend(String refusal, String member) {
    JsonNode refused = body(Recording.named(refusal).requestBody());
    JsonNode accepted = body(Recording.named("dynreg-ok").requestBody());

    JsonNode ours = json.node(RegistrationRequest.of(TOOL, moodle()));

    assertNotEquals(refused.at(member), ours.at(member));
    assertEquals(accepted.at(member).getNodeType(), ours.at(member).getNodeType());
    assertFalse(ours.at(member).isEmpty() && ours.at(member).asText().isEmpty());
  }

  private PlatformConfiguration moodle() {
    return configuration("dynreg-openid-configuration");
  }

  private PlatformConfiguration configuration(String name) {
    Recording recording = Recording.named(name);
    return PlatformConfiguration.read(
        body(recording.responseBody()), URI.create(recording.url()), LAB);
  }

  private JsonNode body(byte[] body) {
    return json.tree(new String(body, StandardCharsets.UTF_8)).orElseThrow();
  }

  private static String pointer(String member) {
    return "/" + LTI.replace("/", "~1") + "/" + member;
  }
}
