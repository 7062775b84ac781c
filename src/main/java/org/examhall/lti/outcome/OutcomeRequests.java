package org.examhall.lti.outcome;

import java.math.BigDecimal;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.oauth.FormParser;
import org.examhall.lti.oauth.HeaderSigner;
import org.examhall.lti.oauth.Parameter;
import org.examhall.lti.oauth.Parameters;
import org.examhall.lti.oauth.PublicUrl;
import org.examhall.lti.oauth.SignatureMethod;

/**
 * Builds outcome requests.
 *
 * <p>Errors: {@link Refused} with an {@link OutcomeReason}. Threads: any, if the id source is.
 * Source: LTI 1.1 Basic Outcomes; OAuth Request Body Hash 1.0 draft 4.
 */
public final class OutcomeRequests {
  private final Clock clock;
  private final Supplier<String> freshIds;

  /**
   * By this clock.
   *
   * @param freshIds gives an unguessable text of {@code A-Za-z0-9_-} each time, for nonces and
   *     message ids
   */
  public OutcomeRequests(Clock clock, Supplier<String> freshIds) {
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /** Writes {@code score}, 0 to 1; what lies beyond the sixth decimal is rounded half up. */
  public OutcomeRequest replace(OutcomeTarget target, BigDecimal score) {
    return replace(target, score, ResultDetails.NONE);
  }

  /** As {@link #replace(OutcomeTarget, BigDecimal)}, with what the LMS takes besides. */
  public OutcomeRequest replace(OutcomeTarget target, BigDecimal score, ResultDetails details) {
    WrittenResult result = WrittenResult.of(score, details, clock.instant());
    return build(target, Operation.REPLACE, Optional.of(result));
  }

  /** Asks for the grade. */
  public OutcomeRequest read(OutcomeTarget target) {
    return build(target, Operation.READ, Optional.empty());
  }

  private OutcomeRequest build(
      OutcomeTarget target, Operation operation, Optional<WrittenResult> result) {
    PublicUrl url = url(target.serviceUrl());
    String messageId = freshIds.get();
    byte[] body = Envelope.request(operation, messageId, target.sourcedId(), result);
    Map<String, String> headers =
        Map.of(
            "Authorization", authorization(target, url, body), "Content-Type", "application/xml");
    return new OutcomeRequest(operation, URI.create(target.serviceUrl()), headers, body, messageId);
  }

  private String authorization(OutcomeTarget target, PublicUrl url, byte[] body) {
    Parameters protocol =
        Parameters.of(
            List.of(
                new Parameter("oauth_body_hash", bodyHash(target.method(), body)),
                new Parameter("oauth_consumer_key", target.consumerKey()),
                new Parameter("oauth_nonce", freshIds.get()),
                new Parameter("oauth_signature_method", target.method().wireName()),
                new Parameter("oauth_timestamp", Long.toString(clock.instant().getEpochSecond())),
                new Parameter("oauth_version", "1.0")));
    return new HeaderSigner(target.method(), target.secret()).header("POST", url, protocol);
  }

  private static PublicUrl url(String serviceUrl) {
    try {
      PublicUrl url = PublicUrl.parse(serviceUrl);
      url.rawQuery().ifPresent(FormParser.ofLaunches()::parse);
      return url;
    } catch (Refused unusable) {
      throw new Refused(OutcomeReason.URL_UNUSABLE);
    }
  }

  static String bodyHash(SignatureMethod method, byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance(method.bodyHashAlgorithm()).digest(body);
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
