package org.examhall.lti.jose;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public keys that a platform signs with.
 *
 * <p>Entries that can't be read, that are neither RSA nor elliptic curve, or that are meant for
 * encryption are left out; {@code alg}, {@code use} and {@code kid} may be absent. Threads: any,
 * immutable. Source: RFC 7517 section 5.
 */
public final class PlatformKeySet {
  /** No keys at all. */
  public static final PlatformKeySet NONE = new PlatformKeySet(new JWKSet());

  private static final JWKMatcher FOR_SIGNATURES =
      new JWKMatcher.Builder()
          .keyTypes(KeyType.RSA, KeyType.EC)
          .keyUses(KeyUse.SIGNATURE, null)
          .keyOperations(KeyOperation.VERIFY, KeyOperation.SIGN, null)
          .build();

  private final JWKSet keys;

  private PlatformKeySet(JWKSet keys) {
    this.keys = keys;
  }

  /**
   * The keys in a JWK set; empty when the text is none. How long the text may be is the caller's to
   * say.
   */
  public static Optional<PlatformKeySet> parse(String json) {
    try {
      @Nullable Map<String, Object> set = JSONObjectUtils.parse(json);
      return set == null
          ? Optional.empty()
          : Optional.ofNullable(JSONObjectUtils.getJSONObjectArray(set, "keys"))
              .map(PlatformKeySet::of);
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static PlatformKeySet of(Map<String, Object>[] entries) {
    List<JWK> usable =
        Stream.of(entries)
            .filter(Objects::nonNull)
            .map(PlatformKeySet::key)
            .flatMap(Optional::stream)
            .filter(FOR_SIGNATURES::matches)
            .map(JWK::toPublicJWK)
            .toList();
    return new PlatformKeySet(new JWKSet(usable));
  }

  /** One entry that nobody can read must not take the others with it. */
  private static Optional<JWK> key(Map<String, Object> entry) {
    try {
      return Optional.of(JWK.parse(entry));
    } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** The names of the keys that have one, in order. */
  public List<String> kids() {
    return keys.getKeys().stream().map(JWK::getKeyID).filter(Objects::nonNull).toList();
  }

  /** How many keys can be used. */
  public int size() {
    return keys.size();
  }

  boolean has(String kid) {
    return keys.getKeyByKeyId(kid) != null;
  }

  /** The keys that {@code algorithm} can use, whatever their names. */
  List<JWK> fitting(JWSAlgorithm algorithm) {
    return new JWKSelector(matcher(algorithm).build()).select(keys);
  }

  /** The keys of this name that {@code algorithm} can use. */
  List<JWK> fitting(JWSAlgorithm algorithm, String kid) {
    return new JWKSelector(matcher(algorithm).keyID(kid).build()).select(keys);
  }

  private static JWKMatcher.Builder matcher(JWSAlgorithm algorithm) {
    JWKMatcher.Builder matcher =
        new JWKMatcher.Builder()
            .keyType(KeyType.forAlgorithm(algorithm))
            .algorithms(algorithm, null);
    return JWSAlgorithm.Family.EC.contains(algorithm)
        ? matcher.curves(Curve.forJWSAlgorithm(algorithm))
        : matcher;
  }
}
