package org.examhall.lti.oauth;

import static org.examhall.lti.TestLaunch.KEY;
import static org.examhall.lti.TestLaunch.NOW;
import static org.examhall.lti.TestLaunch.SECRET;
import static org.examhall.lti.TestLaunch.ordinary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.examhall.lti.Fault;
import org.examhall.lti.TestLaunch;
import org.examhall.lti.TestVerifier;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OAuthFreshnessTest {
  private final TestVerifier verifier = TestVerifier.ordinary();

  @ParameterizedTest
  @CsvSource({"-300, true", "300, true", "-301, false", "301, false", "-600, false", "600, false"})
  @Requirement({"OA-12", "I03"})
  void timeCountsOnBothSides(long aheadSeconds, boolean accepted) {
    TestLaunch launch =
        ordinary().set("oauth_timestamp", Long.toString(NOW + aheadSeconds)).signed();

    Optional<Fault> fault = verifier.fault(launch.request());

    assertEquals(accepted ? null : Fault.TIMESTAMP_OUTSIDE_WINDOW, fault.orElse(null));
  }

  @Test
  @Requirement("OA-12")
  void theWindowBelongsToTheKey() {
    SharedKey wide = key(Duration.ofSeconds(5_400));
    TestLaunch launch = ordinary().set("oauth_timestamp", Long.toString(NOW - 5_400)).signed();

    assertEquals(Optional.empty(), new TestVerifier(wide).fault(launch.request()));
    assertThrows(IllegalArgumentException.class, () -> key(Duration.ofSeconds(59)));
    assertThrows(IllegalArgumentException.class, () -> key(Duration.ofSeconds(5_401)));
  }

  @Test
  @Requirement({"OA-13", "I02"})
  void aNonceIsAcceptedOnceForEachKey() {
    SharedKey other = SharedKey.of("other", SECRET);
    TestVerifier two = new TestVerifier(SharedKey.of(KEY, SECRET), other);
    SignedRequest request = ordinary().signed().request();
    SignedRequest ofOther = ordinary().set("oauth_consumer_key", "other").signed().request();

    assertEquals(Optional.empty(), two.fault(request));
    assertEquals(Optional.of(Fault.NONCE_USED), two.fault(request));
    assertEquals(Optional.empty(), two.fault(ofOther));
  }

  @Test
  @Requirement("OA-13")
  void longNoncesThatBeginAlikeAreDifferent() {
    String begin = "n".repeat(200);
    SignedRequest one = ordinary().set("oauth_nonce", begin + "1").signed().request();
    SignedRequest two = ordinary().set("oauth_nonce", begin + "2").signed().request();
    SignedRequest tiny = ordinary().set("oauth_nonce", "x").signed().request();

    assertEquals(Optional.empty(), verifier.fault(one));
    assertEquals(Optional.empty(), verifier.fault(two));
    assertEquals(Optional.empty(), verifier.fault(tiny));
  }

  @Test
  @Requirement("OA-13")
  void aNonceIsSpentOnlyByAMessageThatPassedEverythingElse() {
    verifier.fault(ordinary().with("oauth_signature", "AAAA").request());
    verifier.fault(ordinary().signed("wrong secret").request());
    verifier.fault(ordinary().set("oauth_timestamp", "1").signed().request());

    int spentByForgeries = verifier.noncesSpent();

    assertEquals(0, spentByForgeries);
    assertEquals(Optional.empty(), verifier.fault(ordinary().signed().request()));
    assertEquals(1, verifier.noncesSpent());
  }

  @Test
  @Requirement("OA-13")
  void aNonceIsRememberedForTwoWindowsAndTheSkew() {
    SharedKey key = SharedKey.of(KEY, SECRET);

    Nonce nonce = Nonce.of(key, "n1", Instant.ofEpochSecond(NOW));

    assertEquals(Instant.ofEpochSecond(NOW + 660), nonce.expiresAt());
    assertEquals(32, nonce.hash().length);
  }

  private static SharedKey key(Duration window) {
    return new SharedKey(KEY, true, SECRET, Optional.empty(), SignatureMethod.HMAC_SHA1, window);
  }
}
