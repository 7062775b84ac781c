package org.examhall.lti.oauth;

import static org.examhall.lti.TestLaunch.ordinary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;
import org.examhall.lti.TestLaunch;
import org.examhall.lti.TestVerifier;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthParametersTest {
  private final TestVerifier verifier = TestVerifier.ordinary();

  @ParameterizedTest
  @ValueSource(
      strings = {"PLAINTEXT", "RSA-SHA1", "hmac-sha1", "HMAC-SHA1 ", "HMAC-SHA512", "none"})
  @Requirement("OA-01")
  void everyOtherMethodIsRefused(String method) {
    TestLaunch launch = ordinary().set("oauth_signature_method", method);

    SignedRequest plaintext = launch.with("oauth_signature", "s3cr%26t%2F%C3%A9&").request();

    assertEquals(Optional.of(Fault.METHOD_NOT_ALLOWED), verifier.fault(plaintext));
  }

  @Test
  @Requirement("OA-02")
  void versionIsAbsentOrOnePointZero() {
    TestLaunch absent = ordinary().without("oauth_version").signed();
    TestLaunch two = ordinary().set("oauth_version", "2.0").signed();
    TestLaunch empty = ordinary().set("oauth_version", "").signed();
    TestLaunch twice = ordinary().with("oauth_version", "1.0").signed();

    assertEquals(Optional.empty(), verifier.fault(absent.request()));
    assertEquals(Optional.of(Fault.VERSION_UNKNOWN), verifier.fault(two.request()));
    assertEquals(Optional.of(Fault.VERSION_UNKNOWN), verifier.fault(empty.request()));
    assertEquals(Optional.of(Fault.OAUTH_PARAMETER_REPEATED), verifier.fault(twice.request()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oauth_consumer_key",
        "oauth_signature_method",
        "oauth_timestamp",
        "oauth_nonce",
        "oauth_signature"
      })
  @Requirement("OA-03")
  void eachProtocolParameterIsThereExactlyOnce(String name) {
    String value = ordinary().signed().request().body().first(name).orElseThrow();
    SignedRequest missing = ordinary().signed().without(name).request();
    SignedRequest empty = ordinary().signed().set(name, "").request();
    SignedRequest twice = ordinary().signed().with(name, value).request();

    assertEquals(Optional.of(Fault.OAUTH_PARAMETER_MISSING), verifier.fault(missing));
    assertEquals(Optional.of(Fault.OAUTH_PARAMETER_MISSING), verifier.fault(empty));
    assertEquals(Optional.of(Fault.OAUTH_PARAMETER_REPEATED), verifier.fault(twice));
  }

  @Test
  @Requirement({"OA-03", "OA-06"})
  void aProtocolParameterInBothQueryAndBodyIsRefused() {
    SignedRequest request = ordinary().at(TestLaunch.URL + "?oauth_nonce=n1").signed().request();

    assertEquals(Optional.of(Fault.OAUTH_PARAMETER_REPEATED), verifier.fault(request));
  }

  @Test
  @Requirement("OA-06")
  void protocolParametersMayComeInTheAuthorizationHeader() {
    TestLaunch launch = ordinary().signed();
    SignedRequest whole = launch.request();
    SignedRequest inHeader =
        new SignedRequest(
            "POST",
            whole.url(),
            Parameters.NONE,
            whole.body().where(p -> !p.name().startsWith("oauth_")),
            AuthorizationHeader.parse(header(whole), FormParser.ofLaunches()));

    assertEquals(Optional.empty(), verifier.fault(inHeader));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OAuth oauth_nonce=n1",
        "OAuth oauth_nonce=\"%zz\"",
        "OAuth oauth_nonce=\"a\" b",
        "OAuth oauth_nonce=\"a\\\"b\"",
        "OAuth , a=\"1\""
      })
  @Requirement("OA-06")
  void aMalformedAuthorizationHeaderIsRefused(String header) {
    assertThrows(Refused.class, () -> AuthorizationHeader.parse(header, FormParser.ofLaunches()));
  }

  @Test
  @Requirement("OA-06")
  void anAuthorizationHeaderOfAnotherSchemeSaysNothing() {
    Parameters read = AuthorizationHeader.parse("Basic b2F1dGg6MQ==", FormParser.ofLaunches());

    assertEquals(Parameters.NONE, read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "-1",
        "0",
        "+1700000000",
        "1700000000.0",
        " 1700000000",
        "0x10",
        "1e9",
        "99999999999999999999",
        "١٧٠٠٠٠٠٠٠٠"
      })
  @Requirement({"OA-12", "I03"})
  void aTimeThatIsNoPositiveWholeNumberIsRefused(String timestamp) {
    TestLaunch launch = ordinary().set("oauth_timestamp", timestamp).signed();

    assertEquals(Optional.of(Fault.TIMESTAMP_UNREADABLE), verifier.fault(launch.request()));
  }

  @Test
  @Requirement("OA-13")
  void aNonceOfFourKilobytesOrWithControlCharactersIsRefused() {
    SignedRequest long4k = ordinary().set("oauth_nonce", "n".repeat(4_096)).signed().request();
    SignedRequest control = ordinary().set("oauth_nonce", "a\u0001b").signed().request();
    byte[] nul = ordinary().set("oauth_nonce", "a\u0000b").signed().body();

    assertEquals(Optional.of(Fault.NONCE_UNREADABLE), verifier.fault(long4k));
    assertEquals(Optional.of(Fault.NONCE_UNREADABLE), verifier.fault(control));
    assertThrows(Refused.class, () -> ordinary().request(nul));
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data; boundary=x", "text/plain", "application/json", ""})
  @Requirement("L11-01")
  void whatIsNoFormIsRefused(String contentType) {
    Refused refused =
        assertThrows(
            Refused.class,
            () ->
                SignedRequest.post(
                    PublicUrl.parse(TestLaunch.URL),
                    Optional.of(contentType).filter(type -> !type.isEmpty()),
                    Optional.empty(),
                    ordinary().signed().body(),
                    FormParser.ofLaunches()));

    assertEquals(Fault.NOT_A_FORM, refused.reason());
  }

  private static String header(SignedRequest request) {
    StringBuilder header = new StringBuilder("OAuth realm=\"LTI\"");
    request.body().stream()
        .filter(p -> p.name().startsWith("oauth_"))
        .map(Parameter::encoded)
        .forEach(
            p -> header.append(", ").append(p.name()).append("=\"").append(p.value()).append('"'));
    return header.toString();
  }
}
