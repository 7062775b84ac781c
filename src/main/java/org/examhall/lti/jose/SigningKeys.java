package org.examhall.lti.jose;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.List;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault13;

/** Finds the platform's keys that a token may be signed with; never by anything but its name. */
final class SigningKeys {
  private static final int FEWEST_RSA_BITS = 2_048;

  private SigningKeys() {}

  /** One or more; more only where the platform gave several keys the same name. */
  static List<JWK> of(CompactJws token, KeySource source) {
    List<JWK> keys =
        token
            .kid()
            .map(kid -> named(token, kid, source))
            .orElseGet(() -> unnamed(token, source.known()));
    if (!keys.stream().allMatch(SigningKeys::longEnough)) {
      throw new Refused(Fault13.KEY_TOO_SHORT);
    }
    return keys;
  }

  private static List<JWK> unnamed(CompactJws token, PlatformKeySet known) {
    List<JWK> fitting = known.fitting(token.algorithm());
    if (fitting.size() != 1) {
      throw new Refused(Fault13.KID_MISSING);
    }
    return fitting;
  }

  private static List<JWK> named(CompactJws token, String kid, KeySource source) {
    PlatformKeySet known = source.known();
    PlatformKeySet current =
        known.has(kid) ? known : source.refetched().orElse(PlatformKeySet.NONE);
    if (!current.has(kid)) {
      throw new Refused(Fault13.KID_UNKNOWN);
    }
    List<JWK> fitting = current.fitting(token.algorithm(), kid);
    if (fitting.isEmpty()) {
      throw new Refused(Fault13.KEY_DOES_NOT_FIT);
    }
    return fitting;
  }

  private static boolean longEnough(JWK key) {
    return !(key instanceof RSAKey) || key.size() >= FEWEST_RSA_BITS;
  }
}
