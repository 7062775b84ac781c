package org.examhall.lti.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.examhall.lti.TestLaunch.KEY;
import static org.examhall.lti.TestLaunch.NOW;
import static org.examhall.lti.TestLaunch.SECRET;
import static org.examhall.lti.TestLaunch.ordinary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.examhall.lti.Fault;
import org.examhall.lti.TestLaunch;
import org.examhall.lti.TestVerifier;
import org.examhall.lti.oauth.SharedKey.PreviousSecret;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthVerifierTest {
  private final TestVerifier verifier = TestVerifier.ordinary();

  @Test
  @Requirement({"OA-01", "OA-04", "OA-10"})
  void anOrdinaryLaunchIsVerified() {
    SignedRequest request = ordinary().signed().request();

    Verified verified = verifier.verified(request);

    assertEquals(KEY, verified.consumerKey());
    assertEquals("rl 1", verified.body().first("resource_link_id").orElseThrow());
  }

  @Test
  @Requirement("OA-01")
  void sha256IsVerified() {
    SignedRequest request =
        ordinary().set("oauth_signature_method", "HMAC-SHA256").signed().request();

    assertEquals(Optional.empty(), verifier.fault(request));
  }

  @Test
  @Requirement("OA-01")
  void aMethodBelowTheMinimumOfTheKeyIsRefused() {
    SharedKey strict =
        new SharedKey(
            KEY,
            true,
            SECRET,
            Optional.empty(),
            SignatureMethod.HMAC_SHA256,
            SharedKey.DEFAULT_WINDOW);
    TestVerifier strictVerifier = new TestVerifier(strict);

    Optional<Fault> weak = strictVerifier.fault(ordinary().signed().request());
    Optional<Fault> strong =
        strictVerifier.fault(
            ordinary().set("oauth_signature_method", "HMAC-SHA256").signed().request());

    assertEquals(Optional.of(Fault.METHOD_BELOW_MINIMUM), weak);
    assertEquals(Optional.empty(), strong);
  }

  @Test
  @Requirement("OA-01")
  void aMethodSwappedAfterSigningIsRefused() {
    TestLaunch launch = ordinary().signed().set("oauth_signature_method", "HMAC-SHA256");

    assertEquals(Optional.of(Fault.SIGNATURE_WRONG), verifier.fault(launch.request()));
  }

  @Test
  @Requirement("OA-07")
  void orderDoesNotMatterAndRepeatsDo() {
    TestLaunch launch = ordinary().with("custom_x", "b").with("custom_x", "a").signed();
    Collections.reverse(launch.parameters());
    TestLaunch shorter = ordinary().with("custom_x", "a").with("custom_x", "a").signed();
    shorter.parameters().remove(shorter.parameters().size() - 2);

    assertEquals(Optional.empty(), verifier.fault(launch.request()));
    assertEquals(Optional.of(Fault.SIGNATURE_WRONG), verifier.fault(shorter.request()));
  }

  @Test
  @Requirement({"OA-06", "OA-07", "L11-08"})
  void aPairSentTwiceAndANamelessOneAreSigned() {
    TestLaunch launch =
        ordinary()
            .with("custom_x", "a")
            .with("custom_x", "a")
            .with("realm", "not a header's")
            .with("", "nameless")
            .signed();

    assertEquals(Optional.empty(), verifier.fault(launch.request()));
  }

  @Test
  @Requirement("OA-08")
  void aQueryThatThePlatformCopiedToTheBodyCountsOnce() {
    TestLaunch canvas = ordinary().at(TestLaunch.URL + "?a=1&b=%20x&a=1").signed();
    canvas.with("a", "1").with("b", " x").with("a", "1");

    Verified verified = verifier.verified(canvas.request());

    assertEquals(3, verified.query().size());
    assertTrue(verified.body().first("a").isEmpty());
  }

  @Test
  @Requirement("OA-08")
  void nothingLooserThanThatIsTried() {
    TestLaunch otherValue = ordinary().at(TestLaunch.URL + "?a=1").signed().with("a", "2");
    TestLaunch twiceInBody =
        ordinary().at(TestLaunch.URL + "?a=1").signed().with("a", "1").with("a", "1");
    TestLaunch halfSigned = ordinary().at(TestLaunch.URL + "?a=1&b=2").with("a", "1").signed();
    halfSigned.with("b", "2");

    assertEquals(Optional.of(Fault.SIGNATURE_WRONG), verifier.fault(otherValue.request()));
    assertEquals(Optional.of(Fault.SIGNATURE_WRONG), verifier.fault(twiceInBody.request()));
    assertEquals(Optional.of(Fault.SIGNATURE_WRONG), verifier.fault(halfSigned.request()));
  }

  @Test
  @Requirement("OA-08")
  void aCopiedQueryThatIsSignedTwiceIsVerifiedLiterally() {
    TestLaunch strict = ordinary().at(TestLaunch.URL + "?a=1").with("a", "1").signed();

    Verified verified = verifier.verified(strict.request());

    assertEquals("1", verified.body().first("a").orElseThrow());
  }

  @Test
  @Requirement("OA-09")
  void aCallbackIsSignedWhenItIsSent() {
    TestLaunch sent = ordinary().with("oauth_callback", "about:blank").signed();
    TestLaunch leftOut = ordinary().signed().with("oauth_callback", "about:blank");

    assertEquals(Optional.empty(), verifier.fault(sent.request()));
    assertEquals(Optional.of(Fault.SIGNATURE_WRONG), verifier.fault(leftOut.request()));
  }

  @Test
  @Requirement("OA-10")
  void anEmptyTokenChangesNothing() {
    TestLaunch launch = ordinary().with("oauth_token", "").signed();

    assertEquals(Optional.empty(), verifier.fault(launch.request()));
  }

  @Test
  @Requirement({"OA-11", "I01"})
  void aFlippedSignatureIsRefusedEvenWhereBase64IgnoresTheBit() {
    String right = ordinary().signed().request().body().first("oauth_signature").orElseThrow();
    List<String> accepted = new ArrayList<>();

    for (int i = 0; i < right.length(); i++) {
      for (char other :
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \n".toCharArray()) {
        String changed = right.substring(0, i) + other + right.substring(i + 1);
        SignedRequest request = ordinary().with("oauth_signature", changed).request();
        if (!changed.equals(right) && verifier.fault(request).isEmpty()) {
          accepted.add(changed);
        }
      }
    }

    assertEquals(List.of(), accepted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=", "!", "AAAA", "5ba93c9db0cff93f52b521d7420e43f6eda2784f"})
  @Requirement("OA-11")
  void whatIsNoSignatureIsRefusedLikeAWrongOne(String signature) {
    SignedRequest request = ordinary().with("oauth_signature", signature + " ").request();

    assertEquals(Optional.of(Fault.SIGNATURE_WRONG), verifier.fault(request));
  }

  @Test
  @Requirement({"OA-14", "I01"})
  void unknownDisabledAndWrongLookTheSameToTheSender() {
    SharedKey disabled =
        new SharedKey(
            "off",
            false,
            SECRET,
            Optional.empty(),
            SignatureMethod.HMAC_SHA1,
            SharedKey.DEFAULT_WINDOW);
    TestVerifier keys = new TestVerifier(SharedKey.of(KEY, SECRET), disabled);

    Fault unknown = keys.fault(ordinary().set("oauth_consumer_key", "?").signed().request()).get();
    Fault off = keys.fault(ordinary().set("oauth_consumer_key", "off").signed().request()).get();
    Fault wrong = keys.fault(ordinary().signed("other").request()).get();

    assertEquals(
        List.of(Fault.KEY_UNKNOWN, Fault.KEY_DISABLED, Fault.SIGNATURE_WRONG),
        List.of(unknown, off, wrong));
    assertEquals(
        1, List.of(unknown, off, wrong).stream().map(Fault::messageKey).distinct().count());
    assertEquals(1, List.of(unknown, off, wrong).stream().map(Fault::kind).distinct().count());
  }

  @Test
  @Requirement("OA-15")
  void thePreviousSecretWorksUntilItsDate() {
    Instant now = Instant.ofEpochSecond(NOW);
    SignedRequest byOld = ordinary().signed("old").request();
    SignedRequest byNew = ordinary().set("oauth_nonce", "n2").signed().request();

    TestVerifier during = new TestVerifier(rotated(now));
    TestVerifier after = new TestVerifier(rotated(now.minusSeconds(1)));

    assertEquals(Optional.empty(), during.fault(byOld));
    assertEquals(Optional.empty(), during.fault(byNew));
    assertEquals(Optional.of(Fault.SIGNATURE_WRONG), after.fault(byOld));
  }

  @Test
  @Requirement({"OA-04", "OA-07"})
  void aParameterAddedChangedOrRemovedAfterSigningIsRefused() {
    TestLaunch added = ordinary().signed().with("roles", "Instructor");
    TestLaunch changed = ordinary().signed().set("resource_link_id", "rl 2");
    TestLaunch removed = ordinary().signed().without("resource_link_id");

    assertEquals(Optional.of(Fault.SIGNATURE_WRONG), verifier.fault(added.request()));
    assertEquals(Optional.of(Fault.SIGNATURE_WRONG), verifier.fault(changed.request()));
    assertEquals(Optional.of(Fault.SIGNATURE_WRONG), verifier.fault(removed.request()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://exams.example.edu/lti11/launch",
        "https://exams.example.edu/lti11/launch/",
        "https://evil.example.edu/lti11/launch",
        "https://exams.example.edu:444/lti11/launch",
        "https://exams.example.edu/lti11/Launch",
        "https://exams.example.edu/lti11/launch?x=1"
      })
  @Requirement({"OA-05", "PX-03", "PX-04"})
  void aLaunchSignedForAnotherAddressIsRefused(String seen) {
    SignedRequest request = ordinary().signed().at(seen).request();

    assertEquals(Optional.of(Fault.SIGNATURE_WRONG), verifier.fault(request));
  }

  @Test
  @Requirement({"OA-05", "PX-03"})
  void escapesInThePathStayAsSent() {
    TestLaunch lower = ordinary().at("https://h/a%2fb").signed();
    TestLaunch upperSeen = ordinary().at("https://h/a%2fb").signed().seenAt("https://h/a%2Fb");

    assertEquals(Optional.empty(), verifier.fault(lower.request()));
    assertEquals(Optional.of(Fault.SIGNATURE_WRONG), verifier.fault(upperSeen.request()));
  }

  @Test
  @Requirement({"OA-04", "OA-06"})
  void plusAndPercent20InTheBodyAreTheSameSpace() {
    TestLaunch launch = ordinary().signed();
    String body = new String(launch.body(), UTF_8);

    SignedRequest request = launch.request(body.replace("rl+1", "rl%201").getBytes(UTF_8));

    assertEquals(Optional.empty(), verifier.fault(request));
  }

  private static SharedKey rotated(Instant until) {
    return new SharedKey(
        KEY,
        true,
        SECRET,
        Optional.of(new PreviousSecret("old", until)),
        SignatureMethod.HMAC_SHA1,
        SharedKey.DEFAULT_WINDOW);
  }
}
