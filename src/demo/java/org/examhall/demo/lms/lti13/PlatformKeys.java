package org.examhall.demo.lms.lti13;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The platform's keys: the one it signs with, and those it has signed with.
 *
 * <p>Begins without one. Threads: any.
 */
public final class PlatformKeys {
  private static final int BITS = 2048;
  private static final int WEAK_BITS = 1024;

  /** Platforms of one process begin with these, in turn: keys take long to make. */
  private static final List<RSAKey> FIRST = new ArrayList<>();

  private static final int FIRST_COUNT = 4;
  private static int begun;

  private final List<RSAKey> published = new ArrayList<>();
  private final List<RSAKey> withdrawn = new ArrayList<>();
  private final List<RSAKey> strangers = new ArrayList<>();
  private final Map<Signing, JWK> odd = new EnumMap<>(Signing.class);

  /** Goes on with keys that were kept; empty to begin with a new one. */
  public static PlatformKeys of(String kept) {
    PlatformKeys keys = new PlatformKeys();
    if (!kept.isEmpty()) {
      try {
        JWKSet.parse(kept).getKeys().forEach(key -> keys.published.add(key.toRSAKey()));
      } catch (ParseException e) {
        throw new IllegalArgumentException("these are not keys", e);
      }
    }
    return keys;
  }

  /** Private keys, to be kept; empty while there are none. */
  public synchronized String kept() {
    return published.isEmpty() ? "" : new JWKSet(List.copyOf(published)).toString(false);
  }

  /**
   * Makes the first key, which takes seconds on a busy machine: longer than a tool waits for it.
   */
  public synchronized void begin() {
    signing();
  }

  /** Signs with a new key from now on; the old ones stay published. */
  public synchronized void rotate() {
    signing();
    published.add(0, newKey(BITS));
  }

  /** Publishes no key but the one that it signs with. */
  public synchronized void withdrawOld() {
    List<RSAKey> old = published.subList(Math.min(1, published.size()), published.size());
    withdrawn.addAll(0, old);
    old.clear();
  }

  /**
   * The key set as the tool fetches it, JSON.
   *
   * @param withAlgorithm whether each key says what it is for
   */
  public synchronized String keySet(boolean withAlgorithm) {
    signing();
    List<JWK> all = new ArrayList<>();
    for (RSAKey key : published) {
      all.add(withAlgorithm ? key : new RSAKey.Builder(key).algorithm(null).build());
    }
    all.addAll(odd.values());
    return new JWKSet(all).toString(true);
  }

  /** The key for a way of signing; odd ones are published from then on. */
  synchronized JWK key(Signing how) {
    return switch (how) {
      case STRANGER -> new RSAKey.Builder(stranger()).keyID(signing().getKeyID()).build();
      case ELLIPTIC, WEAK -> odd.computeIfAbsent(how, PlatformKeys::oddKey);
      case OLD -> previous();
      default -> signing();
    };
  }

  private RSAKey signing() {
    if (published.isEmpty()) {
      published.add(firstKey());
    }
    return published.get(0);
  }

  private RSAKey stranger() {
    if (strangers.isEmpty()) {
      strangers.add(newKey(BITS));
    }
    return strangers.get(0);
  }

  private RSAKey previous() {
    if (published.size() > 1) {
      return published.get(1);
    }
    if (withdrawn.isEmpty()) {
      throw new IllegalStateException("the keys were never rotated");
    }
    return withdrawn.get(0);
  }

  private static JWK oddKey(Signing how) {
    try {
      return how == Signing.WEAK
          ? newKey(WEAK_BITS)
          : new ECKeyGenerator(Curve.P_256)
              .keyID(newName())
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("this JDK makes no such keys", e);
    }
  }

  private static RSAKey firstKey() {
    synchronized (FIRST) {
      if (FIRST.size() < FIRST_COUNT) {
        FIRST.add(newKey(BITS));
      }
      RSAKey next = FIRST.get(begun++ % FIRST_COUNT);
      return new RSAKey.Builder(next).keyID(newName()).build();
    }
  }

  private static RSAKey newKey(int bits) {
    try {
      return new RSAKeyGenerator(bits, true)
          .keyID(newName())
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("this JDK makes no such keys", e);
    }
  }

  private static String newName() {
    return UUID.randomUUID().toString();
  }
}
