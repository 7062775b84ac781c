package org.examhall.lti.jose;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.examhall.lti.TestToken.EC_KEY;
import static org.examhall.lti.TestToken.ordinary;
import static org.examhall.lti.TestToken.terms;
import static org.examhall.lti.TestToken.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.examhall.lti.Fault13;
import org.examhall.lti.TestToken;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** Ten thousand tokens with one byte changed, in any part: none is verified. */
class MutatedTokensTest {
  private static final long SEED = 20_261_128L;
  private static final int CASES = 10_000;
  private static final Terms BOTH = terms("RS256", "ES256");

  @Test
  @Requirement({"LA-03", "I05"})
  void noChangedByteIsVerified() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> tokens = new ArrayList<>();
    tokens.add(ordinary().header(h -> h.put("alg", "ES256").put("kid", "e1")).signed(EC_KEY));
    for (int i = 0; i < 9; i++) {
      tokens.add(ordinary().with("name", "Zoë 漢字 ☃" + i).signed());
    }
    tokens.forEach(token -> assertEquals("n1", verify(token, BOTH).nonce()));

    for (int i = 0; i < CASES; i++) {
      byte[] changed = tokens.get(i % tokens.size()).getBytes(ISO_8859_1);
      int at = random.nextInt(changed.length);
      changed[at] ^= (byte) random.nextInt(1, 256);
      String token = new String(changed, ISO_8859_1);

      assertTrue(
          TestToken.fault(() -> verify(token, BOTH)).isPresent(), "case " + i + ", byte " + at);
    }
  }

  @Test
  @Requirement("LA-03")
  void bitsThatDecodingDropsAreNotFreeToChange() {
    String token = ordinary().signed();
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    String sibling = token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);

    assertEquals(Optional.of(Fault13.TOKEN_ENCODING), TestToken.fault(() -> verify(sibling)));
  }
}
