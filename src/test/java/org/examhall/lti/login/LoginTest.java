package org.examhall.lti.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault13;
import org.examhall.lti.WebAddress;
import org.examhall.lti.oauth.FormParser;
import org.examhall.lti.oauth.Parameter;
import org.examhall.lti.oauth.Parameters;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
  private static final String REQUIRED =
      "iss=https%3A%2F%2Flms&login_hint=h%3D1&target_link_uri=https%3A%2F%2Fexams%2Fl%3Fx%3D1";

  @Test
  @Requirement("LI-01")
  void aLoginIsRead() {
    LoginRequest login =
        read(
            REQUIRED
                + "&client_id=c&lti_deployment_id=d&lti_message_hint=m&lti_storage_target=_parent"
                + "&canvas_region=x&deployment_id=y");

    assertEquals("https://lms", login.issuer());
    assertEquals("h=1", login.loginHint());
    assertEquals("https://exams/l?x=1", login.targetLinkUri());
    assertEquals(Optional.of("c"), login.clientId());
    assertEquals(Optional.of("d"), login.deploymentId());
    assertEquals(Optional.of("m"), login.messageHint());
    assertEquals(Optional.of("_parent"), login.storageTarget());
    assertEquals(Optional.empty(), read(REQUIRED).storageTarget());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lti_storage_target", "ims_web_message_target", "web_message_target"})
  @Requirement("LI-01")
  void olderNamesOfTheStorageAreKnown(String name) {
    assertEquals(Optional.of("f"), read(REQUIRED + "&" + name + "=f").storageTarget());
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "login_hint", "target_link_uri"})
  @Requirement("LI-01")
  void whatIsMissingOrEmptyIsNamed(String name) {
    Parameters without = parse(REQUIRED).without(name);
    Parameters empty = without.plus(Parameters.of(List.of(new Parameter(name, ""))));

    for (Parameters parameters : List.of(without, empty)) {
      Refused refused = assertThrows(Refused.class, () -> LoginRequest.read(parameters));

      assertEquals(Fault13.LOGIN_PARAMETER_MISSING, refused.reason());
      assertEquals(List.of(name), refused.details());
    }
  }

  @Test
  @Requirement({"LI-01", "LI-02"})
  void twoDifferentValuesAreNotChosenFrom() {
    Refused refused =
        assertThrows(Refused.class, () -> read(REQUIRED + "&client_id=a&client_id=b"));

    assertEquals(Fault13.LOGIN_PARAMETER_REPEATED, refused.reason());
    assertEquals(List.of("client_id"), refused.details());
    assertEquals(Optional.of("a"), read(REQUIRED + "&client_id=a&client_id=a").clientId());
  }

  @Test
  @Requirement({"LI-03", "LI-04"})
  void theRedirectHasTheParametersOfTheStandardAndNoOthers() {
    String url = redirect("https://lms/auth", read(REQUIRED + "&lti_deployment_id=d%26"));

    assertEquals(
        "https://lms/auth?scope=openid&response_type=id_token&response_mode=form_post&prompt=none"
            + "&client_id=c%201&redirect_uri=https%3A%2F%2Fexams%2Flti13%2Flaunch"
            + "&login_hint=h%3D1&state=s-_1&nonce=n1&lti_deployment_id=d%26",
        url);
  }

  @ParameterizedTest
  @CsvSource({
    "https://lms/auth?tenant=a%2fb+c, https://lms/auth?tenant=a%2fb+c&scope=openid&",
    "https://lms/auth?, https://lms/auth?scope=openid&",
    "https://lms?x, https://lms?x&scope=openid&",
    "https://lms/auth?scope=all&x=1, https://lms/auth?x=1&scope=openid&"
  })
  @Requirement("LI-03")
  void theEndpointKeepsItsOwnQuery(String endpoint, String beginning) {
    String url = redirect(endpoint, read(REQUIRED));

    assertTrue(url.startsWith(beginning), url);
  }

  static List<String> hints() {
    return List.of(
        "{\"cmid\":5,\"launchid\":\"ltilaunch4_1\"}",
        "100% & a+b=c?d#e/f;g",
        "%7B%22already%22%3A1%7D",
        "é 漢字 😀",
        "a\r\nb\t ",
        "eyJ.eyJ." + "x".repeat(4_096));
  }

  @Test
  @Requirement("LI-03")
  void whatNoAddressCouldBringBackIsRefusedByItsEncodedLength() {
    String most = "漢".repeat(4_000);

    Refused plain =
        assertThrows(
            Refused.class, () -> read(REQUIRED + "&lti_message_hint=" + "x".repeat(40_000)));
    Refused encoded =
        assertThrows(Refused.class, () -> read(REQUIRED + "&client_id=" + "%26".repeat(14_000)));

    assertEquals(Fault13.LOGIN_TOO_LONG, plain.reason());
    assertEquals(Fault13.LOGIN_TOO_LONG, encoded.reason());
    assertEquals(
        Optional.of(most),
        read(REQUIRED + "&lti_message_hint=" + "%E6%BC%A2".repeat(4_000)).messageHint());
  }

  @ParameterizedTest
  @MethodSource("hints")
  @Requirement("LI-03")
  void hintsGoBackByteForByte(String hint) {
    Parameters sent =
        parse(REQUIRED)
            .without("login_hint")
            .plus(
                Parameters.of(
                    List.of(
                        new Parameter("login_hint", hint),
                        new Parameter("lti_message_hint", hint))));

    String url = redirect("https://lms/auth", LoginRequest.read(sent));

    Parameters back = parse(url.substring(url.indexOf('?') + 1));
    assertEquals(Optional.of(hint), back.first("lti_message_hint"));
    assertEquals(Optional.of(hint), back.first("login_hint"));
  }

  @Test
  @Requirement("LA-01")
  void anErrorOfThePlatformIsShownAsFarAsAPersonReads() {
    PlatformError error =
        PlatformError.read(parse("error=login_required&error_description=%3Cb%3EZo%C3%AB&state=s"))
            .orElseThrow();
    PlatformError endless = PlatformError.read(parse("error=" + "x".repeat(9_000))).orElseThrow();

    assertEquals(List.of("login_required: <b>Zoë"), error.refused().details());
    assertEquals(Fault13.PLATFORM_ERROR, error.refused().reason());
    assertEquals(100, endless.code().length());
    assertEquals(Optional.empty(), PlatformError.read(parse("id_token=x&error=")));
  }

  private static LoginRequest read(String form) {
    return LoginRequest.read(parse(form));
  }

  private static Parameters parse(String form) {
    return FormParser.ofLaunches().parse(form);
  }

  private static String redirect(String endpoint, LoginRequest login) {
    return new AuthorizationRedirect(
            WebAddress.parse(endpoint).orElseThrow(), "c 1", "https://exams/lti13/launch")
        .to(login, "s-_1", "n1");
  }
}
