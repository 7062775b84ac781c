package org.examhall.lti.oauth;

import static org.examhall.lti.TestLaunch.SECRET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import java.util.SplittableRandom;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;
import org.examhall.lti.TestLaunch;
import org.examhall.lti.TestVerifier;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** Ten thousand random launches: as signed they pass, with one byte changed none does. */
class SignThenVerifyTest {
  private static final long SEED = 20_261_122L;
  private static final int CASES = 10_000;
  private static final String ODD =
      " +%&=?#/\\~*'()!\"<>,;:@$\r\n\t-._aZ0éßÅ☃漢字العربية\u2028\ufeff";

  @Test
  @Requirement({"OA-04", "OA-06", "OA-07", "OA-10", "L11-08"})
  void whatWasSignedIsVerifiedAndWhatWasChangedIsNot() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < CASES; i++) {
      String secret = SECRET + text(random);
      TestVerifier verifier = new TestVerifier(SharedKey.of(TestLaunch.KEY, secret));
      TestLaunch launch = launch(random, secret);
      byte[] body = launch.body();

      assertEquals(Optional.empty(), verifier.fault(launch.request(body)), "case " + i);
      assertChangeIsRefused(launch, body, verifier, random, i);
    }
  }

  private static void assertChangeIsRefused(
      TestLaunch launch, byte[] body, TestVerifier verifier, SplittableRandom random, int number) {
    Parameters signed = launch.request(body).body();
    byte[] changed = body.clone();
    int at = random.nextInt(changed.length);
    changed[at] ^= (byte) (1 << random.nextInt(7));
    try {
      SignedRequest request = launch.request(changed);
      if (!sameOnceSorted(signed, request.body())) {
        assertFalse(
            verifier.fault(request).isEmpty()
                || verifier.fault(request).equals(Optional.of(Fault.NONCE_USED)),
            "case " + number + ", byte " + at);
      }
    } catch (Refused unreadable) {
      assertEquals(Fault.FORM_MALFORMED, unreadable.reason(), "case " + number);
    }
  }

  /** A change of an escape's case, or of {@code =} to a bare name, says the same as before. */
  private static boolean sameOnceSorted(Parameters one, Parameters other) {
    return NormalForm.of(one)
        .getAsQueryString("", false)
        .equals(NormalForm.of(other).getAsQueryString("", false));
  }

  private static TestLaunch launch(SplittableRandom random, String secret) {
    TestLaunch launch =
        TestLaunch.ordinary()
            .set("oauth_signature_method", random.nextBoolean() ? "HMAC-SHA1" : "HMAC-SHA256");
    for (int extra = random.nextInt(6); extra > 0; extra--) {
      launch.with("custom_" + text(random), text(random));
    }
    return launch.signed(secret);
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(8); length > 0; length--) {
      boolean odd = random.nextBoolean();
      text.appendCodePoint(odd ? ODD.charAt(random.nextInt(ODD.length())) : codePoint(random));
    }
    return text.toString();
  }

  private static int codePoint(SplittableRandom random) {
    int candidate = random.nextInt(1, Character.MAX_CODE_POINT + 1);
    boolean surrogate =
        candidate >= Character.MIN_SURROGATE && candidate <= Character.MAX_SURROGATE;
    return surrogate ? 'x' : candidate;
  }
}
