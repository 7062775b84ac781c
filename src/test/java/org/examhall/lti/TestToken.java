package org.examhall.lti;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.lti.jose.IdTokenVerifier;
import org.examhall.lti.jose.KeySource;
import org.examhall.lti.jose.PlatformKeySet;
import org.examhall.lti.jose.Terms;
import org.examhall.lti.jose.VerifiedToken;

/** A token in the making, and the product's verifier at a fixed time. */
public final class TestToken {
  public static final String ISSUER = "https://lms.example.edu";
  public static final String CLIENT = "client-1";
  public static final String TARGET = "https://exams.example.edu/lti13/launch";
  public static final long NOW = 1_700_000_000L;
  public static final RSAKey KEY = rsa("k1", 2_048);
  public static final ECKey EC_KEY = ec("e1");
  public static final Terms TERMS = terms("RS256");

  private static final KeySource KEYS = known(KEY, EC_KEY);
  private static final Json READER = new Json();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode claims = JSON.createObjectNode();
  private final ObjectNode header = JSON.createObjectNode();

  /** An ordinary launch at {@link #NOW} by the key {@link #KEY}. */
  public static TestToken ordinary() {
    TestToken token = new TestToken();
    token.header.put("alg", "RS256").put("kid", "k1").put("typ", "JWT");
    token.claims.put("iss", ISSUER).put("aud", CLIENT).put("sub", "u1").put("nonce", "n1");
    token.claims.put("iat", NOW).put("exp", NOW + 300);
    return token
        .with(ClaimNames.core("version"), "1.3.0")
        .with(ClaimNames.core("message_type"), "LtiResourceLinkRequest")
        .with(ClaimNames.core("deployment_id"), "d1")
        .with(ClaimNames.core("target_link_uri"), TARGET)
        .with(ClaimNames.core("resource_link"), "{\"id\":\"rl 1\"}")
        .with(ClaimNames.core("roles"), "[]");
  }

  /** What is agreed with the platform, but for these algorithms. */
  public static Terms terms(String... algorithms) {
    return terms(Set.of(), algorithms);
  }

  /** The same, and that tokens may be for these as well. */
  public static Terms terms(Set<String> otherAudiences, String... algorithms) {
    return new Terms(
        ISSUER,
        CLIENT,
        otherAudiences,
        Set.of(algorithms),
        Duration.ofSeconds(60),
        Duration.ofSeconds(600));
  }

  /** With this claim: JSON, or if it is none, a text. */
  public TestToken with(String name, String value) {
    try {
      claims.set(name, JSON.readTree(value));
    } catch (JsonProcessingException text) {
      claims.put(name, value);
    }
    return this;
  }

  /** With this claim as a text, whatever it looks like. */
  public TestToken withText(String name, String value) {
    claims.put(name, value);
    return this;
  }

  /** Without that claim. */
  public TestToken without(String name) {
    claims.remove(name);
    return this;
  }

  /** With a changed header. */
  public TestToken header(Consumer<ObjectNode> change) {
    change.accept(header);
    return this;
  }

  /** Its claims as JSON. */
  public String payload() {
    return claims.toString();
  }

  /** Signed by {@link #KEY}. */
  public String signed() {
    return signed(KEY);
  }

  /** Signed by another key, by the algorithm of the header. */
  public String signed(JWK key) {
    return signed(key, payload().getBytes(StandardCharsets.UTF_8));
  }

  /** With other bytes for a payload, signed by another key. */
  public String signed(JWK key, byte[] payload) {
    Base64URL head = Base64URL.encode(header.toString());
    String input = head + "." + Base64URL.encode(payload);
    try {
      JWSAlgorithm algorithm = JWSAlgorithm.parse(header.path("alg").asText());
      JWSSigner signer =
          key.size() < 2_048 && key instanceof RSAKey weak
              ? new RSASSASigner(weak.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()))
              : new DefaultJWSSignerFactory().createJWSSigner(key, algorithm);
      JWSHeader plain = new JWSHeader.Builder(algorithm).build();
      return input + "." + signer.sign(plain, input.getBytes(StandardCharsets.US_ASCII));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With nothing for a signature. */
  public String unsigned() {
    return Base64URL.encode(header.toString()) + "." + Base64URL.encode(payload()) + ".";
  }

  /** The product's answer to a token of {@link #KEY} or {@link #EC_KEY}. */
  public static VerifiedToken verify(String compact) {
    return verify(compact, TERMS);
  }

  /** The same by other terms. */
  public static VerifiedToken verify(String compact, Terms terms) {
    return verifier(NOW).verify(compact, terms, KEYS);
  }

  /** A verifier at this second. */
  public static IdTokenVerifier verifier(long nowSeconds) {
    return new IdTokenVerifier(
        Clock.fixed(Instant.ofEpochSecond(nowSeconds), ZoneOffset.UTC), READER);
  }

  /** The verified token. */
  public VerifiedToken verified() {
    return verify(signed());
  }

  /** Keys that are never fetched again. */
  public static KeySource known(JWK... keys) {
    return known(keySet(keys));
  }

  /** A key set that is never fetched again. */
  public static KeySource known(PlatformKeySet set) {
    return new KeySource() {
      @Override
      public PlatformKeySet known() {
        return set;
      }

      @Override
      public Optional<PlatformKeySet> refetched() {
        return Optional.empty();
      }
    };
  }

  /** As the platform publishes them. */
  public static PlatformKeySet keySet(JWK... keys) {
    return PlatformKeySet.parse(new JWKSet(List.of(keys)).toString()).orElseThrow();
  }

  /** Why {@code attempt} is refused; empty when it is not. */
  public static Optional<Fault13> fault(Runnable attempt) {
    try {
      attempt.run();
      return Optional.empty();
    } catch (Refused refused) {
      return Optional.of((Fault13) refused.reason());
    }
  }

  /** A throw-away key. */
  public static RSAKey rsa(String kid, int bits) {
    try {
      return new RSAKeyGenerator(bits, true).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A throw-away key on P-256. */
  public static ECKey ec(String kid) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
