package org.examhall.lti.oauth;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;
import org.examhall.lti.oauth.Verification.Rejected;

/**
 * Decides whether a signed form POST is genuine, fresh and seen for the first time.
 *
 * <p>In this order: the protocol parameters are there once each and well formed; the signature fits
 * a secret of the key; the key is known and enabled; its method is strong enough; the time is
 * inside the window; the nonce is new. A nonce is spent only by a message that passed everything
 * else. An unknown key costs the same work as a known one with a wrong secret.
 *
 * <p>Threads: any. Source: RFC 5849 section 3.2, LTI 1.1 section 4.
 */
public final class OAuthVerifier {
  private final Clock clock;
  private final SharedKeys keys;
  private final Nonces nonces;
  private final String strangersSecret = new BigInteger(256, new SecureRandom()).toString(36);

  /** Verifies against these keys and nonces by this clock. */
  public OAuthVerifier(Clock clock, SharedKeys keys, Nonces nonces) {
    this.clock = clock;
    this.keys = keys;
    this.nonces = nonces;
  }

  /** Checks one message; never throws because of what it says. */
  public Verification verify(SignedRequest request) {
    Signable literally = request.literally();
    try {
      return verify(request, literally, OAuthFields.of(literally.parameters()));
    } catch (Refused malformed) {
      Fault fault = (Fault) malformed.reason();
      return reject(fault, request, literally, Explanation.ofShape(malformed));
    }
  }

  private Verification verify(SignedRequest request, Signable literally, OAuthFields fields) {
    Instant now = clock.instant();
    Optional<SharedKey> known = keys.find(fields.consumerKey());
    SharedKey key = known.orElseGet(() -> SharedKey.of(fields.consumerKey(), strangersSecret));
    Match match =
        new Signatures(literally, request.withQueryCopiedToBody(), fields, strangersSecret)
            .match(key, now);
    if (known.isEmpty() || !key.enabled() || !match.found()) {
      List<Hint> hints = new Explanation(request, literally, fields, key).hints(match);
      return reject(untrusted(known.isPresent(), key.enabled()), request, literally, hints);
    }
    Optional<Fault> fault = firstFault(fields, key, now);
    if (fault.isPresent()) {
      return reject(fault.get(), request, literally, List.of());
    }
    Parameters body = match.queryCopied() ? request.bodyWithoutQuery() : request.body();
    Diagnosis diagnosis = diagnosis(request, literally, List.of());
    return new Verified(key.consumerKey(), request.query(), body, diagnosis);
  }

  private static Fault untrusted(boolean known, boolean enabled) {
    if (!known) {
      return Fault.KEY_UNKNOWN;
    }
    return enabled ? Fault.SIGNATURE_WRONG : Fault.KEY_DISABLED;
  }

  private Optional<Fault> firstFault(OAuthFields fields, SharedKey key, Instant now) {
    if (fields.method().compareTo(key.minimumMethod()) < 0) {
      return Optional.of(Fault.METHOD_BELOW_MINIMUM);
    }
    long apartSeconds = Math.abs(fields.timestampSeconds() - now.getEpochSecond());
    if (apartSeconds > key.window().toSeconds()) {
      return Optional.of(Fault.TIMESTAMP_OUTSIDE_WINDOW);
    }
    return nonces.spend(Nonce.of(key, fields.nonce(), now))
        ? Optional.empty()
        : Optional.of(Fault.NONCE_USED);
  }

  private Rejected reject(
      Fault fault, SignedRequest request, Signable literally, List<Hint> hints) {
    return new Rejected(fault, diagnosis(request, literally, hints));
  }

  private Diagnosis diagnosis(SignedRequest request, Signable literally, List<Hint> hints) {
    return new Diagnosis(
        literally.parameters().first("oauth_consumer_key").orElse(""),
        request.url().baseUri(),
        literally.baseString(),
        clockAheadSeconds(literally.parameters()),
        hints);
  }

  private OptionalLong clockAheadSeconds(Parameters all) {
    return all.first("oauth_timestamp")
        .filter(sent -> sent.matches("[0-9]{1,12}"))
        .map(sent -> OptionalLong.of(Long.parseLong(sent) - clock.instant().getEpochSecond()))
        .orElse(OptionalLong.empty());
  }
}
