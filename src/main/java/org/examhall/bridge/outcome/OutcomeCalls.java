package org.examhall.bridge.outcome;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.examhall.core.scoring.ScoreDelivery;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundAnswer;
import org.examhall.kernel.net.OutboundFailed;
import org.examhall.kernel.net.OutboundRequest;
import org.examhall.lti.outcome.OutcomeAnswer;
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
    return exchange(place, () -> requests.replace(place.target(), scaledScore, place.details()))
        .delivery();
  }

  /**
   * What the LMS has.
   *
   * @param score 0 to 1; empty when it has no grade, or did not say
   * @param delivery whether it answered the question
   */
  public record Found(Optional<BigDecimal> score, ScoreDelivery delivery) {}

  /** Asks for the grade. */
  public Found read(OutcomePlace place) {
    Exchange exchange = exchange(place, () -> requests.read(place.target()));
    Optional<BigDecimal> score =
        exchange
            .said()
            .filter(OutcomeAnswer.Success.class::isInstance)
            .flatMap(said -> ((OutcomeAnswer.Success) said).score());
    return new Found(score, exchange.delivery());
  }

  /** A question, and what came of it; without an answer, {@code said} is empty. */
  private record Exchange(Optional<OutcomeAnswer> said, ScoreDelivery delivery) {
    Exchange(ScoreDelivery unanswered) {
      this(Optional.empty(), unanswered);
    }
  }

  private Exchange exchange(OutcomePlace place, Supplier<OutcomeRequest> question) {
    try {
      OutcomeRequest request = question.get();
      OutboundAnswer answer = outbound.send(outbound(request), place.identity());
      OutcomeAnswer said = answers.read(request, answer.status(), answer.body());
      return new Exchange(Optional.of(said), verdict.of(answer, said));
    } catch (Refused e) {
      return new Exchange(ScoreDelivery.unanswered(unsendable(e), e.reason().toString()));
    } catch (OutboundFailed e) {
      LOG.debug("no answer for {}", place.target(), e);
      return new Exchange(ScoreDelivery.unanswered(unanswered(e), ""));
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
