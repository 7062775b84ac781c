package org.examhall.lti.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolKeyTest {
  private static final ToolKey KEY = ToolKey.make();
  private final Json json = new Json();

  @Test
  @Requirement({"KY-01", "KY-03"})
  void whatIsPublishedHasPublicMembersOnly() {
    JsonNode set = json.tree(KeySetText.of(List.of(KEY.publicJwk()))).orElseThrow();

    JsonNode key = set.at("/keys/0");
    Set<String> members = new TreeSet<>();
    key.fieldNames().forEachRemaining(members::add);
    assertEquals(Set.of("kty", "n", "e", "kid", "alg", "use"), members);
    assertEquals(KEY.kid(), key.get("kid").asText());
    assertEquals("RS256", key.get("alg").asText());
    assertEquals("sig", key.get("use").asText());
    assertTrue(Base64.getUrlDecoder().decode(key.get("n").asText()).length >= 2_048 / Byte.SIZE);
    assertEquals(1, set.size());
  }

  @Test
  @Requirement("KY-01")
  void privateMembersAreLeftOutEvenIfSomebodyHandsThemIn() {
    String text = KeySetText.of(List.of(KEY.privateJwk()));

    assertFalse(text.contains("\"d\""));
    assertEquals("{\"keys\":[]}", KeySetText.of(List.of()));
  }

  @Test
  @Requirement({"KY-02", "KY-03"})
  void aKeptKeyIsTheSameKey() {
    ToolKey again = ToolKey.kept(KEY.privateJwk());

    assertEquals(KEY.publicJwk(), again.publicJwk());
    assertEquals(KEY.kid(), again.kid());
  }

  @Test
  @Requirement("KY-03")
  void thePemIsThatOfTheKey() throws Exception {
    String body = KEY.publicPem().replaceAll("-----[A-Z ]+-----|\n", "");
    PublicKey read =
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));

    assertEquals(RSAKey.parse(KEY.publicJwk()).toPublicKey(), read);
    assertTrue(KEY.publicPem().lines().allMatch(line -> line.length() <= 64));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "secret", "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}"})
  @Requirement("KY-02")
  void whatIsNoKeyIsRefusedWithoutQuotingIt(String text) {
    Exception broken = assertThrows(IllegalArgumentException.class, () -> ToolKey.kept(text));
    assertThrows(IllegalArgumentException.class, () -> ToolKey.kept(KEY.publicJwk()));

    assertTrue(Stream.of("secret", "c2VjcmV0").noneMatch(broken.toString()::contains));
  }

  @Test
  @Requirement({"KY-03", "DL-03", "TK-02"})
  void whatIsSignedHasNameAndTypeAndSaysExactlyTheClaims() throws Exception {
    JsonNode claims = json.tree("{\"b\":\"é \\\"/\",\"a\":null,\"n\":1.50}").orElseThrow();

    JWSObject token = JWSObject.parse(new ToolSigner(KEY).sign(claims));

    assertEquals(claims.toString(), token.getPayload().toString());
    assertEquals(
        "{\"kid\":\"" + KEY.kid() + "\",\"typ\":\"JWT\",\"alg\":\"RS256\"}",
        token.getHeader().toString());
    assertTrue(token.verify(new RSASSAVerifier(RSAKey.parse(KEY.publicJwk()))));
  }
}
