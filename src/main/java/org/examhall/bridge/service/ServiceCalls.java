package org.examhall.bridge.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.examhall.core.consumer.Lti13Client;
import org.examhall.core.scoring.ScoreDelivery;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundAnswer;
import org.examhall.kernel.net.OutboundFailed;
import org.examhall.kernel.net.OutboundRequest;
import org.examhall.lti.service.ServiceAnswer;
import org.examhall.lti.service.ServiceAnswers;
import org.examhall.lti.service.ServiceRequest;
import org.examhall.lti.service.ServiceScope;

/** Calls to a platform's services, with a token; one that is refused is replaced once. */
public final class ServiceCalls {
  private final Outbound outbound;
  private final Clock clock;
  private final ServiceTokens tokens;
  private final ServiceAnswers answers;

  /** Calls through {@code outbound}. */
  public ServiceCalls(
      Outbound outbound, Clock clock, ServiceTokens tokens, ServiceAnswers answers) {
    this.outbound = outbound;
    this.clock = clock;
    this.tokens = tokens;
    this.answers = answers;
  }

  /**
   * A series of calls.
   *
   * @param granted scopes that the platform granted
   * @param patience after which no further call is begun
   */
  public Session begin(
      Lti13Client client, Collection<String> granted, Duration patience, ServiceScope... wanted) {
    return new Session(Grant.of(client, granted, wanted), Patience.of(patience));
  }

  /** Calls that belong together. One thread. */
  public final class Session {
    private final Grant grant;
    private final Patience patience;

    private Session(Grant grant, Patience patience) {
      this.grant = grant;
      this.patience = patience;
    }

    /** Whether this may be asked for. */
    boolean may(ServiceScope scope) {
      return grant.scopes().contains(scope.uri());
    }

    /** The answer, which says that it is done. */
    public OutboundAnswer send(ServiceRequest request) throws ServiceFailed {
      return send(() -> request);
    }

    /** The same, of a request that tells when it is sent: it is made anew for each try. */
    OutboundAnswer send(Supplier<ServiceRequest> request) throws ServiceFailed {
      String token = token();
      try {
        return once(request.get().withBearer(token));
      } catch (ServiceFailed e) {
        if (e.why() != Undelivered.TOKEN_REFUSED) {
          throw e;
        }
        tokens.drop(grant, token);
        String another = token();
        return once(request.get().withBearer(another));
      }
    }

    private String token() throws ServiceFailed {
      String token = tokens.get(grant, patience);
      requireTime(); // to get one may take long
      return token;
    }

    /** Refuses to go on when too much time went by. */
    void requireTime() throws ServiceFailed {
      patience.requireTime();
    }
  }

  /** Asks for a token anew, to see what the platform says. */
  public Trial tryOut(Lti13Client client, Collection<String> granted, ServiceScope... wanted)
      throws ServiceFailed {
    return new Trial(tokens.tryOut(Grant.of(client, granted, wanted)));
  }

  /** Calls with a token that nobody else has, and that is not replaced. One thread. */
  public final class Trial {
    private final ServiceTokens.Tried tried;

    private Trial(ServiceTokens.Tried tried) {
      this.tried = tried;
    }

    /** Whether the token is good for this. */
    public boolean may(ServiceScope scope) {
      return tried.granted().scopes().contains(scope.uri());
    }

    /** The platform's clock when it gave the token; empty when it did not tell. */
    public Optional<Instant> platformTime() {
      return tried.platformTime();
    }

    /** The answer, which says that it is done. */
    public OutboundAnswer send(ServiceRequest request) throws ServiceFailed {
      return once(request.withBearer(tried.granted().token()));
    }
  }

  private OutboundAnswer once(ServiceRequest request) throws ServiceFailed {
    OutboundAnswer http = exchange(request);
    ServiceAnswer answer = answers.read(http.status(), http.body());
    if (answer.isDone() && http.body().length <= ServiceAnswers.MAX_BYTES) {
      return http;
    }
    ScoreDelivery delivery =
        new ScoreDelivery(
            Optional.of(why(answer)),
            Optional.of(http.status()),
            answer.words(),
            http.waitAsked(clock));
    throw new ServiceFailed(delivery, http.date());
  }

  private OutboundAnswer exchange(ServiceRequest request) throws ServiceFailed {
    try {
      return outbound.send(
          new OutboundRequest(
              request.method(),
              request.uri(),
              request.headers(),
              request.body(),
              ServiceAnswers.MAX_BYTES));
    } catch (OutboundFailed e) {
      throw ServiceFailed.unanswered(e);
    }
  }

  private static Undelivered why(ServiceAnswer answer) {
    return switch (answer.verdict()) {
      case DONE, NOT_AN_ANSWER -> Undelivered.NOT_AN_ANSWER;
      case TOKEN_REFUSED -> Undelivered.TOKEN_REFUSED;
      case FORBIDDEN -> Undelivered.FORBIDDEN;
      case LIMITED -> Undelivered.TOO_MANY;
      case GONE -> Undelivered.GONE;
      case OVERTAKEN -> Undelivered.OVERTAKEN;
      case REFUSED -> Undelivered.DECLINED;
      case TROUBLE -> Undelivered.LMS_TROUBLE;
    };
  }
}
