package org.examhall.lti.jose;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.examhall.lti.TestToken.EC_KEY;
import static org.examhall.lti.TestToken.KEY;
import static org.examhall.lti.TestToken.NOW;
import static org.examhall.lti.TestToken.TERMS;
import static org.examhall.lti.TestToken.fault;
import static org.examhall.lti.TestToken.known;
import static org.examhall.lti.TestToken.ordinary;
import static org.examhall.lti.TestToken.terms;
import static org.examhall.lti.TestToken.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.examhall.lti.Fault13;
import org.examhall.lti.TestToken;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The negative cases of an id_token, each refused for its own reason, and the good ones. */
class IdTokenVerifierTest {
  private static final RSAKey ATTACKER = TestToken.rsa("k1", 2_048);

  @Test
  @Requirement({"LA-03", "LA-06", "LA-07", "LA-08"})
  void anOrdinaryTokenIsVerified() {
    VerifiedToken token = ordinary().verified();

    assertEquals(TestToken.ISSUER, token.issuer());
    assertEquals(TestToken.CLIENT, token.clientId());
    assertEquals("n1", token.nonce());
    assertEquals(NOW, token.issuedAt().getEpochSecond());
    assertEquals(Optional.of("u1"), token.claims().text("sub"));
    assertFalse(token.toString().contains("u1"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  @Requirement("LA-03")
  void headerAndPayloadOfAnotherTokenDoNotFitTheSignature(int part) {
    String[] parts = ordinary().signed().split("\\.");
    String[] other =
        ordinary().header(h -> h.put("typ", "jwt")).with("sub", "\"u2\"").signed().split("\\.");
    parts[part] = other[part];

    assertFault(Fault13.SIGNATURE_WRONG, String.join(".", parts));
  }

  @Test
  @Requirement("LA-03")
  void whatIsNoSignedCompactTokenIsRefused() {
    String token = ordinary().signed();
    String unsigned = token.substring(0, token.lastIndexOf('.') + 1);

    assertFault(Fault13.TOKEN_UNSIGNED, unsigned);
    assertFault(Fault13.TOKEN_NOT_COMPACT, unsigned.substring(0, unsigned.length() - 1));
    assertFault(Fault13.TOKEN_NOT_COMPACT, "");
    assertFault(Fault13.TOKEN_NOT_COMPACT, token + ".x");
    assertFault(Fault13.TOKEN_ENCRYPTED, token + ".x.y");
    assertFault(Fault13.TOKEN_ENCODING, token + "=");
    assertFault(Fault13.TOKEN_ENCODING, " " + token);
    assertFault(Fault13.HEADER_UNREADABLE, Base64URL.encode("[]") + ".e30.e30");
    assertFault(Fault13.HEADER_UNREADABLE, "." + token.split("\\.")[1] + ".e30");
    assertFault(
        Fault13.HEADER_UNREADABLE,
        Base64URL.encode("{\"alg\":\"none\",\"alg\":\"RS256\"}") + ".e30.e30");
    assertFault(Fault13.HEADER_UNREADABLE, ordinary().header(h -> h.put("kid", 1)).signed());
  }

  @ParameterizedTest
  @CsvSource({
    "none, ALGORITHM_NONE",
    "None, ALGORITHM_NONE",
    "nOnE, ALGORITHM_NONE",
    "HS256, ALGORITHM_SYMMETRIC",
    "hs256, ALGORITHM_SYMMETRIC",
    "ES256, ALGORITHM_NOT_ALLOWED",
    "RS512, ALGORITHM_NOT_ALLOWED",
    "rs256, ALGORITHM_NOT_ALLOWED",
    "EdDSA, ALGORITHM_NOT_ALLOWED",
    "'', ALGORITHM_NOT_ALLOWED"
  })
  @Requirement({"LA-03", "I05"})
  void theAlgorithmIsDecidedBeforeAnyKeyIsLookedUp(String algorithm, Fault13 expected) {
    String token = ordinary().header(h -> h.put("alg", algorithm)).unsigned();
    CountedKeys keys = new CountedKeys(TestToken.keySet(KEY));

    Optional<Fault13> fault = fault(() -> TestToken.verifier(NOW).verify(token, TERMS, keys));

    assertEquals(Optional.of(expected), fault);
    assertEquals(0, keys.looks());
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "none", "PS256", "RSA-OAEP"})
  @Requirement("LA-03")
  void noTermsAllowWhatIsNeverAllowed(String algorithm) {
    String token = ordinary().header(h -> h.put("alg", algorithm)).unsigned();

    assertTrue(fault(() -> verify(token, terms(algorithm))).isPresent());
  }

  @Test
  @Requirement({"LA-03", "I05"})
  void ourCopyOfThePublicKeyIsNoSecret() throws Exception {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(KEY.toPublicKey().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    OctetSequenceKey byPem = new OctetSequenceKey.Builder(pem.getBytes(UTF_8)).build();
    OctetSequenceKey byClient =
        new OctetSequenceKey.Builder("client-1".repeat(4).getBytes(UTF_8)).build();

    assertFault(
        Fault13.ALGORITHM_SYMMETRIC, ordinary().header(h -> h.put("alg", "HS256")).signed(byPem));
    assertFault(
        Fault13.ALGORITHM_SYMMETRIC,
        ordinary().header(h -> h.put("alg", "HS256")).signed(byClient));
  }

  @Test
  @Requirement({"LA-03", "LA-04"})
  void keyAndAlgorithmMustFit() {
    String rsaWithEcName = ordinary().header(h -> h.put("kid", "e1")).signed();
    String ecWithRsaName = ordinary().header(h -> h.put("alg", "ES256")).signed(EC_KEY);
    String ec = ordinary().header(h -> h.put("alg", "ES256").put("kid", "e1")).signed(EC_KEY);

    assertFault(Fault13.KEY_DOES_NOT_FIT, rsaWithEcName);
    assertEquals(
        Optional.of(Fault13.KEY_DOES_NOT_FIT),
        fault(() -> verify(ecWithRsaName, terms("RS256", "ES256"))));
    assertEquals("n1", verify(ec, terms("ES256")).nonce());
  }

  @Test
  @Requirement("LA-03")
  void aShortKeyIsRefusedWhateverItSigned() {
    RSAKey small = TestToken.rsa("k1", 1_024);
    String token = ordinary().signed(small);

    Optional<Fault13> fault =
        fault(() -> TestToken.verifier(NOW).verify(token, TERMS, known(small)));

    assertEquals(Optional.of(Fault13.KEY_TOO_SHORT), fault);
  }

  @Test
  @Requirement({"LA-03", "LA-04"})
  void keysThatTheTokenBringsOrPointsToAreIgnored() {
    String brought =
        ordinary()
            .header(h -> h.putPOJO("jwk", ATTACKER.toPublicJWK().toJSONObject()))
            .signed(ATTACKER);
    String pointed =
        ordinary()
            .header(h -> h.put("jku", "https://evil/keys").put("x5u", "https://evil/cert"))
            .signed(ATTACKER);
    String harmless = ordinary().header(h -> h.put("jku", "https://evil/keys")).signed();

    assertFault(Fault13.SIGNATURE_WRONG, brought);
    assertFault(Fault13.SIGNATURE_WRONG, pointed);
    assertEquals("n1", verify(harmless).nonce());
  }

  @Test
  @Requirement("LA-03")
  void extensionsThatMustBeUnderstoodAreNot() {
    assertFault(
        Fault13.EXTENSION_CRITICAL, ordinary().header(h -> h.putArray("crit").add("x")).signed());
    assertFault(Fault13.EXTENSION_CRITICAL, ordinary().header(h -> h.putArray("crit")).signed());
    assertFault(
        Fault13.PAYLOAD_UNENCODED,
        ordinary().header(h -> h.put("b64", false).putArray("crit").add("b64")).signed());
  }

  @ParameterizedTest
  @CsvSource({
    "exp, 1699999940, EXPIRED",
    "exp, 1699999000.5, EXPIRED",
    "exp, , EXPIRY_MISSING",
    "exp, null, EXPIRY_MISSING",
    "exp, '\"1700000300\"', TIME_UNREADABLE",
    "exp, 1e300, TIME_UNREADABLE",
    "exp, true, TIME_UNREADABLE",
    "iat, 1700000061, ISSUED_IN_FUTURE",
    "iat, , ISSUE_TIME_MISSING",
    "iat, '\"x\"', TIME_UNREADABLE",
    "iat, 1699999339, ISSUED_TOO_LONG_AGO",
    "iat, -1, ISSUED_TOO_LONG_AGO",
    "nbf, 1700000061, NOT_VALID_YET",
    "nbf, '\"1700000000\"', TIME_UNREADABLE",
    "iss, https://other.example.edu, ISSUER_WRONG",
    "iss, https://lms.example.edu/, ISSUER_WRONG",
    "iss, '[\"https://lms.example.edu\"]', ISSUER_WRONG",
    "iss, , ISSUER_WRONG",
    "aud, client-2, AUDIENCE_WRONG",
    "aud, '[]', AUDIENCE_WRONG",
    "aud, , AUDIENCE_WRONG",
    "aud, '[1]', AUDIENCE_WRONG",
    "aud, '[\"client-1\",\"client-2\"]', AUTHORIZED_PARTY_MISSING",
    "azp, client-2, AUTHORIZED_PARTY_WRONG",
    "azp, 1, AUTHORIZED_PARTY_WRONG",
    "nonce, , NONCE_MISSING",
    "nonce, '\"\"', NONCE_MISSING",
    "nonce, 7, NONCE_MISSING"
  })
  @Requirement({"LA-06", "LA-07", "LA-08", "LA-09", "I05"})
  void eachClaimIsCheckedAndNamed(String claim, String value, Fault13 expected) {
    TestToken token = ordinary().without(claim);
    if (value != null) {
      token.with(claim, value);
    }

    assertFault(expected, token.signed());
  }

  @ParameterizedTest
  @CsvSource({
    "exp, 1699999941",
    "iat, 1700000060",
    "iat, 1699999340",
    "iat, 1700000000.25",
    "nbf, 1700000060",
    "nbf, 1699990000",
    "aud, '[\"client-1\"]'",
    "aud, '[\"client-1\",\"client-1\"]'",
    "azp, client-1",
    "azp, null"
  })
  @Requirement({"LA-07", "LA-08"})
  void leewayAndOtherSpellingsPass(String claim, String value) {
    assertEquals("n1", verify(ordinary().with(claim, value).signed()).nonce());
  }

  @ParameterizedTest
  @CsvSource({"client-2, AUTHORIZED_PARTY_WRONG", "client-1, AUDIENCE_NOT_TRUSTED"})
  @Requirement("LA-07")
  void aTokenForOthersAsWellIsNotForUs(String party, Fault13 expected) {
    String token = ordinary().with("aud", "[\"client-1\",\"b\"]").with("azp", party).signed();

    assertFault(expected, token);
  }

  @Test
  @Requirement("LA-07")
  void aTokenForTrustedOthersAsWellIsForUsIfItWasMadeForUs() {
    String both = "[\"client-1\",\"b\"]";
    Terms trusting = terms(Set.of("b"), "RS256");

    String nonce =
        verify(ordinary().with("aud", both).with("azp", "client-1").signed(), trusting).nonce();

    assertEquals("n1", nonce);
    for (TestToken token :
        List.of(
            ordinary().with("aud", both),
            ordinary().with("aud", both).with("azp", "b"),
            ordinary().with("aud", "b").with("azp", "b"),
            ordinary().with("aud", "[\"client-1\",\"b\",\"c\"]").with("azp", "client-1"),
            ordinary().with("aud", "[\"client-1\",\"b\",1]").with("azp", "client-1"))) {
      assertTrue(fault(() -> verify(token.signed(), trusting)).isPresent());
    }
  }

  @Test
  @Requirement("LA-14")
  void whatTwoReadersMightReadDifferentlyIsRefused() {
    String payload = ordinary().payload();
    String twice = payload.replace("{\"iss\"", "{\"iss\":\"https://evil\",\"iss\"");
    String deep =
        payload.replace("{\"iss\"", "{\"x\":" + "[".repeat(99) + "]".repeat(99) + ",\"iss\"");
    byte[] latin = payload.replace("u1", "é").getBytes(ISO_8859_1);

    assertFault(Fault13.CLAIM_REPEATED, signed(twice));
    assertFault(Fault13.CLAIMS_TOO_DEEP, signed(deep));
    assertFault(Fault13.CLAIMS_NOT_UTF8, ordinary().signed(KEY, latin));
    assertFault(Fault13.CLAIMS_UNREADABLE, signed(payload + "{}"));
    assertFault(Fault13.CLAIMS_UNREADABLE, signed("[]"));
    assertFault(Fault13.CLAIMS_UNREADABLE, signed(""));
    assertFault(Fault13.CLAIMS_UNREADABLE, signed(payload.replace("u1", "u\\u0000")));
    assertFault(Fault13.CLAIMS_UNREADABLE, signed(payload.replace("\"sub\"", "\"su\\ud800\"")));
    assertFault(Fault13.TOKEN_TOO_LARGE, signed("[".repeat(1_000_000)));
  }

  private static String signed(String payload) {
    return ordinary().signed(KEY, payload.getBytes(UTF_8));
  }

  private static void assertFault(Fault13 expected, String token) {
    assertEquals(Optional.of(expected), fault(() -> verify(token)));
  }
}
