package org.examhall.lti.jose;

import static org.examhall.lti.TestToken.EC_KEY;
import static org.examhall.lti.TestToken.KEY;
import static org.examhall.lti.TestToken.NOW;
import static org.examhall.lti.TestToken.TERMS;
import static org.examhall.lti.TestToken.fault;
import static org.examhall.lti.TestToken.keySet;
import static org.examhall.lti.TestToken.known;
import static org.examhall.lti.TestToken.ordinary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.List;
import java.util.Optional;
import org.examhall.lti.Fault13;
import org.examhall.lti.TestToken;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformKeySetTest {
  private static final RSAKey OTHER = TestToken.rsa("k2", 2_048);

  @Test
  @Requirement("LA-04")
  void withoutANameOnlyTheSingleKeyThatFitsIsTried() {
    String nameless = ordinary().header(h -> h.remove("kid")).signed();

    assertEquals("n1", verify(nameless, known(KEY, EC_KEY)).nonce());
    assertFault(Fault13.KID_MISSING, nameless, known(KEY, OTHER));
    assertFault(Fault13.KID_MISSING, nameless, known(EC_KEY));
    assertFault(Fault13.KID_MISSING, nameless, known(PlatformKeySet.NONE));
  }

  @Test
  @Requirement({"LA-04", "LA-05", "I05"})
  void anUnknownNameIsFetchedOnceAndThenRefused() {
    CountedKeys unchanged = new CountedKeys(keySet(OTHER), keySet(OTHER));
    CountedKeys tooSoon = new CountedKeys(keySet(OTHER));

    assertFault(Fault13.KID_UNKNOWN, ordinary().signed(), unchanged);
    assertFault(Fault13.KID_UNKNOWN, ordinary().signed(), tooSoon);

    assertEquals(List.of(1, 1), List.of(unchanged.fetches(), tooSoon.fetches()));
  }

  @Test
  @Requirement("LA-05")
  void aNewKeyIsFoundByFetchingAndAKnownOneWithout() {
    CountedKeys rotated = new CountedKeys(keySet(OTHER), keySet(OTHER, KEY));
    CountedKeys settled = new CountedKeys(keySet(KEY), keySet(OTHER));

    verify(ordinary().signed(), rotated);
    verify(ordinary().signed(), settled);

    assertEquals(List.of(1, 0), List.of(rotated.fetches(), settled.fetches()));
  }

  @Test
  @Requirement("LA-05")
  void anOldKeyThatIsNoLongerPublishedIsUnknown() {
    CountedKeys removed = new CountedKeys(keySet(OTHER), keySet(OTHER));

    verify(ordinary().signed(), known(KEY));

    assertFault(Fault13.KID_UNKNOWN, ordinary().signed(), removed);
  }

  @Test
  @Requirement("LA-04")
  void neitherAlgorithmNorUseIsNeededAndEncryptionKeysAreNeverUsed() {
    RSAKey bare = new RSAKey.Builder(KEY.toPublicJWK()).keyUse(null).algorithm(null).build();
    RSAKey forEncryption = new RSAKey.Builder(KEY).keyUse(KeyUse.ENCRYPTION).build();

    assertEquals("n1", verify(ordinary().signed(), known(bare)).nonce());
    assertFault(Fault13.KID_UNKNOWN, ordinary().signed(), known(forEncryption));
    assertEquals(0, keySet(forEncryption).size());
  }

  @Test
  @Requirement("LA-04")
  void twoKeysOfOneNameAreBothTried() {
    RSAKey namesake = new RSAKey.Builder(OTHER).keyID("k1").build();

    assertEquals("n1", verify(ordinary().signed(), known(namesake, KEY)).nonce());
    assertFault(Fault13.SIGNATURE_WRONG, ordinary().signed(), known(namesake));
  }

  @Test
  @Requirement("LA-04")
  void aKeyForAnotherAlgorithmDoesNotFit() {
    RSAKey other = new RSAKey.Builder(KEY).algorithm(JWSAlgorithm.RS512).build();

    assertFault(Fault13.KEY_DOES_NOT_FIT, ordinary().signed(), known(other));
  }

  @Test
  @Requirement("LA-04")
  void entriesThatNobodyCanReadAreSkipped() {
    String entries =
        String.join(
            ",",
            "{}",
            "null",
            "{\"kty\":\"RSA\",\"n\":\"AQAB\"}",
            "{\"kty\":\"XYZ\",\"kid\":\"k1\"}",
            "{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"k1\"}",
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\",\"kid\":\"k1\"}",
            "{\"kty\":7}",
            KEY.toPublicJWK().toJSONString());

    PlatformKeySet keys = PlatformKeySet.parse("{\"keys\":[" + entries + "]}").orElseThrow();

    assertEquals(List.of("k1"), keys.kids());
    assertEquals("n1", verify(ordinary().signed(), known(keys)).nonce());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{}",
        "{\"keys\":1}",
        "{\"keys\":[1]}",
        "null",
        "{\"keys\":null}"
      })
  @Requirement({"LA-05", "I07"})
  void whatIsNoKeySetIsNone(String text) {
    assertEquals(Optional.empty(), PlatformKeySet.parse(text));
  }

  @Test
  @Requirement({"LA-05", "I07"})
  void aDeeplyNestedTextIsNoKeySet() {
    assertEquals(Optional.empty(), PlatformKeySet.parse("{\"keys\":" + "[".repeat(200_000)));
  }

  private static VerifiedToken verify(String token, KeySource keys) {
    return TestToken.verifier(NOW).verify(token, TERMS, keys);
  }

  private static void assertFault(Fault13 expected, String token, KeySource keys) {
    assertEquals(Optional.of(expected), fault(() -> verify(token, keys)));
  }
}
