package org.examhall.lti.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.examhall.lti.ClaimNames;
import org.examhall.lti.Fault13;
import org.examhall.lti.Recording;
import org.examhall.lti.TestToken;
import org.examhall.lti.WebAddress;
import org.examhall.lti.jose.KeySource;
import org.examhall.lti.jose.PlatformKeySet;
import org.examhall.lti.jose.Terms;
import org.examhall.lti.jose.VerifiedToken;
import org.examhall.lti.login.AuthorizationRedirect;
import org.examhall.lti.login.LoginRequest;
import org.examhall.lti.login.PlatformError;
import org.examhall.lti.oauth.FormParser;
import org.examhall.lti.oauth.Parameter;
import org.examhall.lti.oauth.Parameters;
import org.examhall.lti.role.LaunchRole;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logins and launches that a real Moodle sent, at the time it sent them. */
public class RecordedMessages13Test {
  private static final String ISSUER = "http://127.0.0.1:18765";
  private static final String ENDPOINT = ISSUER + "/mod/lti/auth.php";
  private static final String TOOL = "http://localhost:18766/lti13";

  /** Every token of the recording. */
  public static List<Recording> messages() {
    return Recording.all("lti13-")
        .filter(recording -> recording.json().at("/decoded/claims").isObject())
        .toList();
  }

  /** Every login. */
  public static List<Recording> logins() {
    return Recording.all("lti13-").filter(r -> r.name().endsWith(".1-login")).toList();
  }

  /** Every error that came in place of a token. */
  public static List<Recording> errors() {
    return Recording.all("lti13-").filter(r -> form(r).first("error").isPresent()).toList();
  }

  @ParameterizedTest
  @MethodSource("messages")
  @Requirement({"LA-03", "LA-04", "LA-06", "LA-07", "LA-08", "LA-09"})
  void itIsVerifiedAtItsTimeAndNotLater(Recording recording) {
    long clock = recording.json().at("/expect/clockEpochSeconds").asLong();

    VerifiedToken token = verify(recording, clock);

    assertTrue(recording.json().at("/expect/signatureValid").asBoolean());
    assertEquals(recording.json().at("/expect/nonce").asText(), token.nonce());
    assertEquals(
        Optional.of(Fault13.EXPIRED), TestToken.fault(() -> verify(recording, clock + 121)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  @Requirement({"LA-10", "LA-12", "LA-13", "LA-15", "LA-18", "I04"})
  void everyClaimArrivesAsRecorded(Recording recording) {
    JsonNode claims = recording.json().at("/decoded/claims");

    Launch13 launch = read(recording);

    assertEquals(claim(claims, "target_link_uri"), launch.targetLinkUri().orElseThrow());
    assertEquals(claim(claims, "deployment_id"), launch.deploymentId());
    assertEquals(claims.path("sub").asText(), launch.person().sub().orElseThrow());
    assertEquals(claims.path("name").asText(""), launch.person().name().orElse(""));
    assertEquals(claims.path("email").asText(""), launch.person().email().orElse(""));
    assertEquals(claims.path(ClaimNames.core("roles")).size(), launch.roles().all().size());
    claims
        .path(ClaimNames.core("custom"))
        .fields()
        .forEachRemaining(
            c -> assertEquals(c.getValue().asText(), launch.custom().all().get(c.getKey())));
    assertEquals("moodle", launch.platform().productFamilyCode().orElseThrow());
    assertEquals(
        claims.at("/" + ClaimNames.GRADES.replace("/", "~1") + "/lineitem").asText(""),
        launch
            .services()
            .grades()
            .flatMap(Launch13.Grades::lineItem)
            .map(WebAddress::plain)
            .orElse(""));
  }

  @Test
  @Requirement({"LA-12", "LA-18", "SR-01", "DL-01", "RO-07"})
  void eachKindOfMessageIsUnderstood() {
    assertEquals(LaunchRole.LEARNER, read("launch-student.3-launch").role());
    assertEquals(LaunchRole.INSTRUCTOR, read("launch-teacher.3-launch").role());
    assertEquals(LaunchRole.INSTRUCTOR, read("launch-admin.3-launch").role());
    assertEquals(LaunchRole.LEARNER, read("launch-teacher-switched-to-student.3-launch").role());
    assertEquals(Optional.empty(), read("launch-anonymous.3-launch").person().name());
    Launch13 review = read("launch-submission-review.3-launch");
    assertEquals(MessageType.SUBMISSION_REVIEW, review.type());
    assertEquals(Optional.of("4"), review.forUser());
    Launch13 selection = read("deeplink-one.3-deeplink");
    assertEquals(MessageType.DEEP_LINKING, selection.type());
    assertTrue(selection.selection().orElseThrow().acceptMultiple());
    assertEquals(Optional.empty(), selection.selection().orElseThrow().data());
  }

  @ParameterizedTest
  @MethodSource("logins")
  @Requirement({"LI-01", "LI-03", "LI-04"})
  void aLoginIsAnsweredAsMoodleTookIt(Recording login) {
    LoginRequest request = LoginRequest.read(form(login));
    Parameters accepted = query(Recording.named("lti13-launch-student.2-auth").url());

    String url =
        new AuthorizationRedirect(
                WebAddress.parse(ENDPOINT).orElseThrow(),
                request.clientId().orElseThrow(),
                TOOL + "/launch")
            .to(request, "s1", "n1");

    Parameters ours = query(url);
    assertEquals(ISSUER, request.issuer());
    assertTrue(LaunchSpace.below(TOOL).holds(request.targetLinkUri()));
    assertEquals(names(accepted), names(ours.without("lti_deployment_id")));
    for (String hint : List.of("login_hint", "lti_message_hint")) {
      assertEquals(form(login).first(hint), ours.first(hint));
    }
    for (String fixed : List.of("scope", "response_type", "response_mode", "prompt")) {
      assertEquals(accepted.first(fixed), ours.first(fixed));
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  @Requirement("LA-01")
  void anErrorInPlaceOfATokenIsRead(Recording recording) {
    PlatformError error = PlatformError.read(form(recording)).orElseThrow();

    Set<String> known = Set.of("unauthorized_client", "access_denied", "invalid_request");
    assertTrue(known.contains(error.code()), error.code());
    assertEquals(form(recording).text("error_description"), error.description());
  }

  @Test
  @Requirement("LA-04")
  void theToolsOwnKeysVerifyNothingOfMoodle() {
    Recording recording = Recording.named("lti13-launch-student.3-launch");

    Optional<Fault13> fault =
        TestToken.fault(
            () ->
                TestToken.verifier(recording.json().at("/expect/clockEpochSeconds").asLong())
                    .verify(token(recording), terms("VecClient000001"), keys("tool-jwks")));

    assertEquals(Optional.of(Fault13.KID_UNKNOWN), fault);
  }

  private static Launch13 read(String name) {
    return read(Recording.named("lti13-" + name));
  }

  private static Launch13 read(Recording recording) {
    VerifiedToken token =
        verify(recording, recording.json().at("/expect/clockEpochSeconds").asLong());
    String target = claim(recording.json().at("/decoded/claims"), "target_link_uri");
    String login = recording.name().replaceFirst("\\.\\d-.*$", ".1-login");
    Optional<String> deployment = form(Recording.named(login)).text("lti_deployment_id");
    return Launch13.read(
        token, new Launch13Terms(LaunchSpace.below(TOOL), target, deployment, false));
  }

  private static VerifiedToken verify(Recording recording, long clock) {
    String client = recording.json().at("/decoded/claims/aud").asText();
    return TestToken.verifier(clock).verify(token(recording), terms(client), keys("platform-jwks"));
  }

  private static Terms terms(String client) {
    return new Terms(
        ISSUER, client, Set.of(), Set.of("RS256"), Duration.ofSeconds(60), Duration.ofSeconds(600));
  }

  private static KeySource keys(String name) {
    return TestToken.known(
        PlatformKeySet.parse(Recording.named(name).json().toString()).orElseThrow());
  }

  private static String token(Recording recording) {
    return form(recording).first("id_token").orElseThrow();
  }

  private static String claim(JsonNode claims, String name) {
    return claims.path(ClaimNames.core(name)).asText();
  }

  private static Parameters form(Recording recording) {
    return FormParser.ofLaunches().parse(recording.requestBody());
  }

  private static Parameters query(String url) {
    return FormParser.ofLaunches().parse(url.substring(url.indexOf('?') + 1));
  }

  private static List<String> names(Parameters parameters) {
    return parameters.stream().map(Parameter::name).sorted().toList();
  }
}
