package org.examhall.lti.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.examhall.lti.ClaimNames;
import org.examhall.lti.TestToken;
import org.examhall.lti.jose.Terms;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example of the migration guide, and what must not pass for it. */
class MigrationClaimTest {
  private static final String NAME = ClaimNames.core("lti1p1");
  private static final String SECRET = "my-lti11-secret";
  private static final String SIGN = "lWd54kFo5qU7xshAna6v8BwoBm6tmUjc6GTax6+12ps=";
  private static final String CLIENT = "PM48OJSfGDTAzAo";

  @Test
  @Requirement("MG-01")
  void thePublishedClaimIsSignedWithItsSecretOnly() {
    MigrationClaim claim = read(published());

    assertEquals(
        "179248902&689302&https://lmsvendor.com&PM48OJSfGDTAzAo&1551290856&172we8671fd8z",
        claim.base());
    assertTrue(claim.signedWith(SECRET));
    assertFalse(claim.signedWith("my-lti11-secreT"));
    assertEquals(Optional.of("34212"), claim.userId());
  }

  @Test
  @Requirement("MG-01")
  void anAudienceInAListIsTheSameClient() {
    assertTrue(read(published().with("aud", "[\"" + CLIENT + "\"]")).signedWith(SECRET));
    assertTrue(read(published().withText("azp", CLIENT)).signedWith(SECRET));
  }

  @ParameterizedTest
  @CsvSource({
    "exp, 1551290857",
    "nonce, 172we8671fd8y",
    "https://purl.imsglobal.org/spec/lti/claim/deployment_id, '\"689303\"'"
  })
  @Requirement("MG-01")
  void aClaimOfAnotherTokenIsNotSigned(String claim, String value) {
    assertFalse(read(published().with(claim, value)).signedWith(SECRET));
  }

  @ParameterizedTest
  @CsvSource({
    "179248903, lWd54kFo5qU7xshAna6v8BwoBm6tmUjc6GTax6+12ps=",
    "179248902, lWd54kFo5qU7xshAna6v8BwoBm6tmUjc6GTax6-12ps=",
    "179248902, lWd54kFo5qU7xshAna6v8BwoBm6tmUjc6GTax6+12ps",
    "179248902, ''",
    "'', lWd54kFo5qU7xshAna6v8BwoBm6tmUjc6GTax6+12ps="
  })
  @Requirement("MG-01")
  void keyAndSignatureAreTakenLiterally(String key, String sign) {
    assertFalse(read(published().with(NAME, claim(key, sign))).signedWith(SECRET));
  }

  @Test
  @Requirement("MG-01")
  void junkIsNoClaimAndHurtsNobody() {
    assertFalse(read(published().with(NAME, "[]")).signedWith(SECRET));
    assertFalse(read(published().with(NAME, "{\"user_id\":7}")).signedWith(SECRET));
    assertEquals(Optional.empty(), MigrationClaim.of(TestToken.ordinary().verified()));
  }

  private static TestToken published() {
    return TestToken.ordinary()
        .with("iss", "https://lmsvendor.com")
        .with("aud", CLIENT)
        .with("iat", "1551290796")
        .with("exp", "1551290856")
        .withText("nonce", "172we8671fd8z")
        .withText("sub", "3")
        .withText(ClaimNames.core("deployment_id"), "689302")
        .with(NAME, claim("179248902", SIGN));
  }

  private static String claim(String key, String sign) {
    return "{\"user_id\":\"34212\",\"oauth_consumer_key\":\"%s\",\"oauth_consumer_key_sign\":\"%s\"}"
        .formatted(key, sign);
  }

  private static MigrationClaim read(TestToken token) {
    Terms terms =
        new Terms(
            "https://lmsvendor.com",
            CLIENT,
            Set.of(),
            Set.of("RS256"),
            Duration.ofSeconds(60),
            Duration.ofSeconds(600));
    return MigrationClaim.of(
            TestToken.verifier(1_551_290_800L)
                .verify(token.signed(), terms, TestToken.known(TestToken.KEY)))
        .orElseThrow();
  }
}
