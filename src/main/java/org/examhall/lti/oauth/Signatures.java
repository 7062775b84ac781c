package org.examhall.lti.oauth;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import org.examhall.lti.oauth.SharedKey.PreviousSecret;

/**
 * Compares the signature of one message with those that its key could have made.
 *
 * <p>The work is the same for every key: two readings under two secrets, all four computed, each
 * compared in constant time. A key without a previous secret is compared with the stranger's.
 */
final class Signatures {
  private final Signable literally;
  private final Signable queryCopied;
  private final OAuthFields fields;
  private final String strangersSecret;

  Signatures(SignedRequest request, OAuthFields fields, String strangersSecret) {
    this.literally = request.literally();
    this.queryCopied = request.withQueryCopiedToBody();
    this.fields = fields;
    this.strangersSecret = strangersSecret;
  }

  Match match(SharedKey key, Instant now) {
    String previous = key.previous().map(PreviousSecret::secret).orElse(strangersSecret);
    boolean previousLives = key.previous().filter(p -> !now.isAfter(p.until())).isPresent();
    boolean current = fits(literally, key.secret());
    boolean currentCopied = fits(queryCopied, key.secret());
    boolean replaced = key.previous().isPresent() & fits(literally, previous);
    boolean replacedCopied = key.previous().isPresent() & fits(queryCopied, previous);
    boolean byCurrent = current | currentCopied;
    boolean byPrevious = !byCurrent & (replaced | replacedCopied);
    return new Match(
        byCurrent | (byPrevious & previousLives),
        byPrevious & previousLives,
        byPrevious & !previousLives,
        byCurrent ? !current : !replaced);
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
