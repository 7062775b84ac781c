package org.examhall.bridge.outcome;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.function.Supplier;
import org.examhall.core.scoring.ScoreDelivery;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundAnswer;
import org.examhall.kernel.net.OutboundFailed;
import org.examhall.kernel.net.OutboundRequest;
import org.examhall.lti.outcome.OutcomeAnswers;
import org.examhall.lti.outcome.OutcomeReason;
import org.examhall.lti.outcome.OutcomeRequest;
import org.examhall.lti.outcome.OutcomeRequests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call to an LMS's outcome service; every ending of it is a {@link ScoreDelivery}. */
public final class OutcomeCalls {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeCalls.class);

  private final OutcomeRequests requests;
  private final OutcomeAnswers answers = new OutcomeAnswers();
  private final Outbound outbound;
  private final Verdict verdict;

  /**
   * Calls through {@code outbound}.
   *
   * @param freshIds gives an unguessable text each time, for nonces and message ids
   */
  public OutcomeCalls(Outbound outbound, Clock clock, Supplier<String> freshIds) {
    this.requests = new OutcomeRequests(clock, freshIds);
    this.outbound = outbound;
    this.verdict = new Verdict(clock);
  }

  /** Writes a score, 0 to 1, with a nonce and a time of its own. */
  public ScoreDelivery replace(OutcomePlace place, BigDecimal scaledScore) {
    try {
      OutcomeRequest request = requests.replace(place.target(), scaledScore, place.details());
      OutboundAnswer answer = outbound.send(outbound(request), place.identity());
      return verdict.of(answer, answers.read(request, answer.status(), answer.body()));
    } catch (Refused e) {
      return ScoreDelivery.unanswered(unsendable(e), e.reason().toString());
    } catch (OutboundFailed e) {
      LOG.debug("no answer for {}", place.target(), e);
      return ScoreDelivery.unanswered(unanswered(e), "");
    }
  }

  private static OutboundRequest outbound(OutcomeRequest request) {
    return new OutboundRequest(
        "POST", request.uri(), request.headers(), request.body(), OutcomeAnswers.MAX_BYTES);
  }

  private static Undelivered unsendable(Refused refused) {
    return refused.reason() == OutcomeReason.SCORE_OUT_OF_RANGE
        ? Undelivered.BAD_GRADE
        : Undelivered.BAD_ADDRESS;
  }

  private static Undelivered unanswered(OutboundFailed failed) {
    return switch (failed.why()) {
      case FORBIDDEN_ADDRESS -> Undelivered.FORBIDDEN_ADDRESS;
      case UNREACHABLE -> Undelivered.UNREACHABLE;
      case UNTRUSTED -> Undelivered.UNTRUSTED;
      case TIMEOUT -> Undelivered.TIMEOUT;
    };
  }
}
