package org.examhall.lti.oauth;

import static org.examhall.lti.TestLaunch.KEY;
import static org.examhall.lti.TestLaunch.NOW;
import static org.examhall.lti.TestLaunch.SECRET;
import static org.examhall.lti.TestLaunch.URL;
import static org.examhall.lti.TestLaunch.ordinary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.lti.Fault;
import org.examhall.lti.IndependentSigner;
import org.examhall.lti.TestLaunch;
import org.examhall.lti.TestVerifier;
import org.examhall.lti.oauth.Hint.Kind;
import org.examhall.lti.oauth.SharedKey.PreviousSecret;
import org.examhall.lti.oauth.Verification.Rejected;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
  private final TestVerifier verifier = TestVerifier.ordinary();

  @Test
  @Requirement("OA-16")
  void itHoldsWhatAnAdministratorNeedsAndNoSecret() {
    TestLaunch launch =
        ordinary().set("oauth_timestamp", Long.toString(NOW - 20)).signed("other secret");

    Diagnosis diagnosis = verifier.rejected(launch.request()).diagnosis();

    assertEquals(KEY, diagnosis.consumerKey());
    assertEquals(URL, diagnosis.url());
    assertEquals(-20, diagnosis.clockAheadSeconds().orElseThrow());
    assertEquals(
        IndependentSigner.baseString("POST", URL, launch.parameters()), diagnosis.baseString());
    assertFalse(diagnosis.toString().contains("s3cr"));
    assertFalse(SharedKey.of(KEY, SECRET).toString().contains("s3cr"));
  }

  @Test
  @Requirement({"OA-12", "OA-16", "I03"})
  void theClockDifferenceIsInTheLogOnly() {
    TestLaunch launch = ordinary().set("oauth_timestamp", Long.toString(NOW + 600)).signed();

    Rejected rejected = verifier.rejected(launch.request());

    assertEquals(Fault.TIMESTAMP_OUTSIDE_WINDOW, rejected.fault());
    assertEquals(600, rejected.diagnosis().clockAheadSeconds().orElseThrow());
    assertEquals("lti.launch.stale", rejected.fault().messageKey());
  }

  @ParameterizedTest
  @CsvSource({
    "http://exams.example.edu/lti11/launch, https://exams.example.edu/lti11/launch, OTHER_SCHEME",
    "https://exams.example.edu/lti11/launch, https://exams.example.edu:8443/lti11/launch, OTHER_PORT",
    "http://exams.example.edu:8080/lti11/launch, http://exams.example.edu/lti11/launch, OTHER_PORT",
    "https://exams.example.edu/lti11/launch/, https://exams.example.edu/lti11/launch, OTHER_SLASH",
    "https://exams.example.edu/lti11/launch, https://exams.example.edu/lti11/launch/, OTHER_SLASH"
  })
  @Requirement({"PX-04", "OA-16"})
  void oneDifferenceInTheAddressIsNamed(String signedFor, String seen, Kind expected) {
    TestLaunch launch = ordinary().at(signedFor).signed().seenAt(seen);

    Rejected rejected = verifier.rejected(launch.request());

    assertEquals(Fault.SIGNATURE_WRONG, rejected.fault());
    assertEquals(List.of(Hint.of(expected, signedFor, seen)), rejected.diagnosis().hints());
  }

  @Test
  @Requirement("PX-04")
  void twoDifferencesInTheAddressAreNotGuessed() {
    TestLaunch launch =
        ordinary().at(URL).signed().seenAt("http://exams.example.edu/lti11/launch/");

    assertEquals(List.of(), verifier.rejected(launch.request()).diagnosis().hints());
  }

  @Test
  @Requirement("OA-17")
  void lineEndsThatTheBrowserChangedAreNamedAndStillRefused() {
    TestLaunch launch = ordinary().with("resource_link_description", "one\ntwo").signed();
    launch.set("resource_link_description", "one\r\ntwo");

    Rejected rejected = verifier.rejected(launch.request());

    assertEquals(Fault.SIGNATURE_WRONG, rejected.fault());
    assertEquals(
        List.of(
            Hint.of(Kind.LINE_ENDS, "resource_link_description"),
            Hint.of(Kind.NEWLINE_IN_VALUE, "resource_link_description")),
        rejected.diagnosis().hints());
  }

  @Test
  @Requirement({"OA-09", "OA-16"})
  void aCallbackLeftOutOfTheSignatureIsNamed() {
    TestLaunch launch = ordinary().signed().with("oauth_callback", "about:blank");

    Rejected rejected = verifier.rejected(launch.request());

    assertEquals(List.of(Hint.of(Kind.CALLBACK_LEFT_OUT)), rejected.diagnosis().hints());
  }

  @Test
  @Requirement({"OA-15", "OA-16"})
  void aSecretThatEndedIsNamed() {
    Instant until = Instant.ofEpochSecond(NOW - 60);
    SharedKey key =
        new SharedKey(
            KEY,
            true,
            SECRET,
            Optional.of(new PreviousSecret("old", until)),
            SignatureMethod.HMAC_SHA1,
            SharedKey.DEFAULT_WINDOW);

    Rejected rejected = new TestVerifier(key).rejected(ordinary().signed("old").request());

    assertEquals(
        List.of(Hint.of(Kind.PREVIOUS_SECRET_ENDED, until.toString())),
        rejected.diagnosis().hints());
    assertFalse(key.toString().contains("old"));
  }

  @Test
  @Requirement({"OA-11", "OA-16"})
  void aSignatureWhosePlusBecameASpaceIsNamedAndNotRepaired() {
    TestLaunch launch = ordinary();
    int nonce = 0;
    while (!launch.signature(SECRET, launch.parameters()).contains("+")) {
      launch = ordinary().set("oauth_nonce", "n" + nonce++);
    }
    String signature = launch.signature(SECRET, launch.parameters());
    launch.with("oauth_signature", signature.replace('+', ' '));

    Rejected rejected = verifier.rejected(launch.request());

    assertEquals(List.of(Hint.of(Kind.SPACE_IN_SIGNATURE)), rejected.diagnosis().hints());
  }

  @Test
  @Requirement({"OA-03", "OA-16"})
  void aMissingOrRepeatedParameterIsNamed() {
    Rejected missing = verifier.rejected(ordinary().without("oauth_nonce").signed().request());
    Rejected twice = verifier.rejected(ordinary().with("oauth_nonce", "2").signed().request());

    assertEquals("The message has no oauth_nonce.", missing.diagnosis().hints().get(0).toString());
    assertEquals(
        "The message has more than one oauth_nonce.", twice.diagnosis().hints().get(0).toString());
  }

  @Test
  @Requirement({"OA-14", "OA-16"})
  void anUnknownKeyIsExaminedLikeAKnownOne() {
    TestLaunch launch =
        ordinary().set("oauth_consumer_key", "nobody").signed().at(URL + "?roles=x");

    Rejected rejected = verifier.rejected(launch.request());

    assertEquals(Fault.KEY_UNKNOWN, rejected.fault());
    assertEquals("nobody", rejected.diagnosis().consumerKey());
    assertEquals(List.of(Hint.of(Kind.LTI_NAME_IN_QUERY, "roles")), rejected.diagnosis().hints());
  }
}
