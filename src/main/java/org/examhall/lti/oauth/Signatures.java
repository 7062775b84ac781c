package org.examhall.lti.oauth;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.examhall.lti.oauth.SharedKey.PreviousSecret;

/**
 * Compares the signature of one message with those that its key could have made.
 *
 * <p>The work depends on the message and not on the key: each reading of it under two secrets, all
 * computed, each compared in constant time. A key without a previous secret is compared with the
 * stranger's.
 */
final class Signatures {
  private final Signable literally;
  private final Optional<Signable> queryCopied;
  private final OAuthFields fields;
  private final String strangersSecret;

  Signatures(
      Signable literally,
      Optional<Signable> queryCopied,
      OAuthFields fields,
      String strangersSecret) {
    this.literally = literally;
    this.queryCopied = queryCopied;
    this.fields = fields;
    this.strangersSecret = strangersSecret;
  }

  Match match(SharedKey key, Instant now) {
    String previous = key.previous().map(PreviousSecret::secret).orElse(strangersSecret);
    boolean previousLives = key.previous().filter(p -> !now.isAfter(p.until())).isPresent();
    Fit byCurrent = fit(key.secret());
    Fit byPrevious = fit(previous);
    boolean replaced = !byCurrent.any() && byPrevious.any() && key.previous().isPresent();
    return new Match(
        byCurrent.any() || (replaced && previousLives),
        replaced && !previousLives,
        replaced ? !byPrevious.literally() : !byCurrent.literally());
  }

  private record Fit(boolean literally, boolean queryCopied) {
    boolean any() {
      return literally || queryCopied;
    }
  }

  private Fit fit(String secret) {
    boolean copied = queryCopied.filter(message -> fits(message, secret)).isPresent();
    return new Fit(fits(literally, secret), copied);
  }

  private boolean fits(Signable message, String secret) {
    return fits(message, fields.method(), secret, fields.signature());
  }

  /**
   * Whether {@code sent} is the signature, compared on decoded bytes.
   *
   * <p>The JDK's decoder ignores the spare bits of the last character, so that four texts mean the
   * same bytes; only the canonical one is a signature.
   */
  static boolean fits(Signable message, SignatureMethod method, String secret, String sent) {
    byte[] expected = Base64.getDecoder().decode(message.sign(method, secret));
    try {
      byte[] given = Base64.getDecoder().decode(sent);
      boolean same = MessageDigest.isEqual(expected, given);
      return same & Base64.getEncoder().encodeToString(given).equals(sent);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
