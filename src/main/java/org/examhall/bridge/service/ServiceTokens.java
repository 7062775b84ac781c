package org.examhall.bridge.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.examhall.core.consumer.Lti13Client;
import org.examhall.core.scoring.ScoreDelivery;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundAnswer;
import org.examhall.kernel.net.OutboundFailed;
import org.examhall.kernel.net.OutboundRequest;
import org.examhall.lti.service.ServiceRequest;
import org.examhall.lti.service.TokenAnswer;
import org.examhall.lti.service.TokenAnswer.Denied;
import org.examhall.lti.service.TokenAnswer.Granted;
import org.examhall.lti.service.TokenAnswers;
import org.examhall.lti.service.TokenClient;
import org.examhall.lti.service.TokenRequests;

/**
 * Access tokens, kept until shortly before they end.
 *
 * <p>Kept in this process only: a token is no fact, and another process asks for its own. Threads:
 * any; whoever needs the same token while it is being asked for waits for it, and asks for none
 * when that took too long.
 */
public final class ServiceTokens {
  private static final Duration MARGIN = Duration.ofSeconds(60);
  private static final int MAX_BYTES = 64 * 1024;

  private final Outbound outbound;
  private final Clock clock;
  private final TokenRequests requests;
  private final TokenAnswers answers;
  private final Map<Grant, Slot> slots = new ConcurrentHashMap<>();

  /** Asks through {@code outbound}. */
  public ServiceTokens(
      Outbound outbound, Clock clock, TokenRequests requests, TokenAnswers answers) {
    this.outbound = outbound;
    this.clock = clock;
    this.requests = requests;
    this.answers = answers;
  }

  private record Held(String token, Instant until) {}

  /** Guards the token of one grant. */
  private static final class Slot {
    Optional<Held> held = Optional.empty();
  }

  /** A token that is good for a while yet. */
  String get(Grant grant, Patience patience) throws ServiceFailed {
    Slot slot = slots.computeIfAbsent(grant, g -> new Slot());
    synchronized (slot) {
      patience.requireTime();
      Optional<Held> good = slot.held.filter(held -> clock.instant().isBefore(held.until()));
      if (good.isPresent()) {
        return good.get().token();
      }
      Held fresh = ask(grant);
      slot.held = Optional.of(fresh);
      return fresh.token();
    }
  }

  /** The platform no longer takes this token. */
  void drop(Grant grant, String token) {
    Slot slot = slots.computeIfAbsent(grant, g -> new Slot());
    synchronized (slot) {
      slot.held = slot.held.filter(held -> !held.token().equals(token));
    }
  }

  /** What a platform granted, and its clock when it did. */
  record Tried(Granted granted, Optional<Instant> platformTime) {}

  /** Asks for a token although one may be held; whoever asks keeps it. */
  Tried tryOut(Grant grant) throws ServiceFailed {
    ServiceRequest request = requests.ask(client(grant.client()), grant.scopes());
    OutboundAnswer http = send(request);
    TokenAnswer answer = answers.read(grant.scopes(), http.status(), http.body());
    if (answer instanceof Denied denied) {
      throw denied(http, denied);
    }
    return new Tried((Granted) answer, http.date());
  }

  private Held ask(Grant grant) throws ServiceFailed {
    Instant now = clock.instant();
    Granted granted = tryOut(grant).granted();
    Duration half = granted.lifetime().dividedBy(2);
    return new Held(
        granted.token(),
        now.plus(granted.lifetime()).minus(half.compareTo(MARGIN) < 0 ? half : MARGIN));
  }

  private OutboundAnswer send(ServiceRequest request) throws ServiceFailed {
    try {
      return outbound.send(
          new OutboundRequest(
              request.method(), request.uri(), request.headers(), request.body(), MAX_BYTES));
    } catch (OutboundFailed e) {
      throw ServiceFailed.unanswered(e);
    }
  }

  private ServiceFailed denied(OutboundAnswer http, Denied denied) {
    Undelivered why =
        switch (denied.verdict()) {
          case LIMITED -> Undelivered.TOO_MANY;
          case TROUBLE -> Undelivered.LMS_TROUBLE;
          case NOT_AN_ANSWER -> Undelivered.NOT_AN_ANSWER;
          default -> Undelivered.TOKEN_REFUSED;
        };
    ScoreDelivery delivery =
        new ScoreDelivery(
            Optional.of(why), Optional.of(http.status()), denied.words(), http.waitAsked(clock));
    return new ServiceFailed(delivery, http.date());
  }

  private static TokenClient client(Lti13Client client) {
    return new TokenClient(client.clientId(), client.tokenUrl(), client.audience());
  }
}
