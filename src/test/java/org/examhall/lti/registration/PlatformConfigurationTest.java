package org.examhall.lti.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformConfigurationTest {
  private static final URI SOURCE = URI.create("https://lms.example/.well-known/openid");
  private static final PlatformAddress ADDRESSES = new PlatformAddress(List.of("lab.example"));

  private final ObjectNode json = new Json().mapper().createObjectNode();

  PlatformConfigurationTest() {
    json.put("issuer", "https://lms.example");
    json.put("authorization_endpoint", "https://lms.example/auth");
    json.put("token_endpoint", "https://tokens.example/token");
    json.put("jwks_uri", "https://lms.example/keys");
    json.put("registration_endpoint", "https://lms.example/register");
  }

  @Test
  @Requirement("DR-02")
  void onlyTheAddressesHaveToBeThere() {
    PlatformConfiguration read = PlatformConfiguration.read(json, SOURCE, ADDRESSES);

    assertEquals(List.of(), read.scopes());
    assertEquals(List.of(), read.messages());
    assertEquals("", read.product());
    assertEquals("https://tokens.example/token", read.tokenEndpoint().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "issuer",
        "authorization_endpoint",
        "token_endpoint",
        "jwks_uri",
        "registration_endpoint"
      })
  @Requirement({"DR-02", "I09"})
  void anAddressThatIsMissingOrNoneThatWeCallIsNamed(String member) {
    for (String wrong :
        List.of(
            "",
            "javascript:alert(1)",
            "http://lms.example/x",
            "file:///etc/passwd",
            "https://user@lms.example/x",
            "https://lms.example/x#y",
            "//lms.example/x",
            "https:// lms.example")) {
      json.put(member, wrong);

      assertRefused(RegistrationReason.ENDPOINT_UNUSABLE, List.of(member), SOURCE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://other.example",
        "https://lms.example.other.example",
        "https://sub.lms.example",
        "https://canvas.instructure.com"
      })
  @Requirement({"DR-02", "I09"})
  void anIssuerOfAnotherHostIsRefused(String issuer) {
    json.put("issuer", issuer);

    assertRefused(RegistrationReason.ISSUER_ELSEWHERE, List.of(issuer), SOURCE);
  }

  @ParameterizedTest
  @CsvSource({
    "https://canvas.instructure.com, https://sso.canvaslms.com/api/lti/openid",
    "https://canvas.instructure.com, https://school.instructure.com/api/lti/openid",
    "https://canvas.beta.instructure.com, https://sso.beta.canvaslms.com/api/lti/openid",
    "https://LMS.example, https://lms.example/openid",
    "https://lms.example:8443/a, https://lms.example/openid"
  })
  @Requirement("DR-02")
  void theSharedIssuerOfCanvasMayComeFromItsOwnHosts(String issuer, URI source) {
    json.put("issuer", issuer);

    assertEquals(issuer, PlatformConfiguration.read(json, source, ADDRESSES).issuer());
  }

  @Test
  @Requirement("DR-02")
  void aHostThatOnlyEndsLikeCanvasMayNotSpeakForIt() {
    json.put("issuer", "https://canvas.instructure.com");

    assertRefused(
        RegistrationReason.ISSUER_ELSEWHERE,
        List.of("https://canvas.instructure.com"),
        URI.create("https://eviinstructure.com/openid"));
  }

  @Test
  @Requirement("DR-02")
  void whatIsNoObjectIsUnreadable() {
    Refused refused =
        assertThrows(
            Refused.class,
            () ->
                PlatformConfiguration.read(
                    new Json().tree("[1]").orElseThrow(), SOURCE, ADDRESSES));

    assertEquals(RegistrationReason.CONFIGURATION_UNREADABLE, refused.reason());
  }

  @Test
  @Requirement("DR-02")
  void aLabNeedsNoCertificate() {
    assertEquals(true, ADDRESSES.parse("http://lab.example/x").isPresent());
    assertEquals(false, ADDRESSES.parse("http://lms.example/x").isPresent());
    assertEquals(false, ADDRESSES.parse("gopher://lab.example/x").isPresent());
    assertEquals(false, ADDRESSES.parse("https://lms.example/" + "x".repeat(3_000)).isPresent());
  }

  private void assertRefused(RegistrationReason reason, List<Object> details, URI source) {
    Refused refused =
        assertThrows(Refused.class, () -> PlatformConfiguration.read(json, source, ADDRESSES));
    assertEquals(reason, refused.reason());
    assertEquals(details, refused.details());
  }
}
