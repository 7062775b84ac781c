package org.examhall.lti.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.lti.Recording;
import org.examhall.lti.WebAddress;
import org.examhall.lti.oauth.FormParser;
import org.examhall.lti.oauth.Parameter;
import org.examhall.lti.oauth.Parameters;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests for a launch that a real Moodle served, answered with an error, or refused. */
public class RecordedAuthRequestsTest {
  private static final String ENDPOINT = "http://127.0.0.1:18765/mod/lti/auth.php";
  private static final String LAUNCH = "http://localhost:18766/lti13/launch";
  private static final String SELECTION = "http://localhost:18766/lti13/deeplink";

  /** The parameter that was sent otherwise than we do, or was not sent. */
  private static final Map<String, String> SPOILT =
      Map.of(
          "lti13-auth-bad-client", "client_id",
          "lti13-auth-bad-login-hint", "login_hint",
          "lti13-auth-bad-redirect", "redirect_uri",
          "lti13-auth-no-message-hint", "lti_message_hint",
          "lti13-auth-no-nonce", "nonce",
          "lti13-auth-no-prompt", "prompt",
          "lti13-auth-no-response-mode", "response_mode",
          "lti13-auth-no-state", "state",
          "lti13-auth-response-type-code", "response_type",
          "lti13-auth-scope-profile", "scope");

  /** Every request of the recording. */
  public static Stream<Recording> requests() {
    return Recording.all("lti13-").filter(r -> r.name().endsWith("-auth"));
  }

  static Stream<Recording> answered() {
    return Recording.all("lti13-")
        .filter(r -> r.name().matches(".*\\.3-(launch|deeplink)"))
        .filter(r -> !SPOILT.containsKey(flow(r)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  @Requirement({"LI-03", "LI-04"})
  void oursIsTheSameButForWhatWasSpoilt(Recording request) {
    Parameters theirs = sent(request);

    Parameters ours = ours(request, theirs);

    Set<String> expected = Set.copyOf(Stream.ofNullable(SPOILT.get(flow(request))).toList());
    assertEquals(expected, differing(theirs, ours));
  }

  @ParameterizedTest
  @MethodSource("answered")
  @Requirement("LI-05")
  void ourStateIsMadeOfNothingThatMoodleBringsBackChanged(Recording answer) {
    String sent = sent(Recording.named(flow(answer) + ".2-auth")).text("state").orElseThrow();
    boolean unchanged = form(answer).text("state").orElseThrow().equals(sent);

    String ours = new Tokens().fresh();

    Set<Integer> changed = chars(sent);
    changed.removeIf(c -> unchanged || Character.isLetterOrDigit(c));
    assertTrue(chars(ours).stream().noneMatch(changed::contains), ours);
    assertTrue(ours.matches("[A-Za-z0-9_-]+"), ours);
  }

  private static Set<Integer> chars(String text) {
    return text.chars().boxed().collect(Collectors.toSet());
  }

  private static Parameters ours(Recording request, Parameters theirs) {
    LoginRequest login = LoginRequest.read(form(Recording.named(loginOf(request))));
    String redirect = theirs.text("redirect_uri").filter(SELECTION::equals).orElse(LAUNCH);
    String url =
        new AuthorizationRedirect(
                WebAddress.parse(ENDPOINT).orElseThrow(), login.clientId().orElseThrow(), redirect)
            .to(login, theirs.text("state").orElse("s"), theirs.text("nonce").orElse("n"));
    return query(url).without("lti_deployment_id");
  }

  private static String loginOf(Recording request) {
    String flow = flow(request).replace("lti13-auth-replay", "lti13-launch-student");
    return flow + ".1-login";
  }

  /** All before the number of the step. */
  private static String flow(Recording step) {
    return step.name().replaceFirst("\\.\\d-.*$", "");
  }

  private static Set<String> differing(Parameters some, Parameters others) {
    Set<String> names = new TreeSet<>();
    Stream.of(some, others).forEach(all -> all.stream().map(Parameter::name).forEach(names::add));
    names.removeIf(name -> List.copyOf(some.all(name)).equals(List.copyOf(others.all(name))));
    return names;
  }

  private static Parameters sent(Recording request) {
    return request.url().contains("?") ? query(request.url()) : form(request);
  }

  private static Parameters form(Recording recording) {
    return FormParser.ofLaunches().parse(recording.requestBody());
  }

  private static Parameters query(String url) {
    return FormParser.ofLaunches().parse(url.substring(url.indexOf('?') + 1));
  }
}
