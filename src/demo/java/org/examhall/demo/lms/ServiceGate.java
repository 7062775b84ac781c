package org.examhall.demo.lms;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.http.Reply;
import org.examhall.demo.lms.http.Router;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Refused;

/**
 * What every request to a service goes through: is it allowed, has something else been ordered, and
 * what is written down of it.
 *
 * <p>Requests that are not in order are refused whatever has been ordered. Threads: any.
 */
final class ServiceGate {
  private static final int MOST_PER_SECOND = 10;

  private final Platform platform;
  private long second;
  private int inSecond;

  ServiceGate(Platform platform) {
    this.platform = platform;
  }

  /** Does the work of a service. */
  @FunctionalInterface
  interface Work {
    /** The right answer; {@link Refused} when the request is not in order. */
    Answer answer(Call call);
  }

  /** The token endpoint, which needs no token. */
  Router.Handler open(Service service, Work work) {
    return guarded(service, List.of(), work);
  }

  /**
   * A service behind tokens.
   *
   * @param scopes one of which is needed
   */
  Router.Handler guarded(Service service, List<String> scopes, Work work) {
    return call -> {
      String person = service == Service.SCORES ? personIn(call) : "";
      try {
        believe(call, scopes);
        return treat(call, service, person, work);
      } catch (Refused refused) {
        log(call, service, person, "refused", refused.why());
        return refusal(service, refused).reply();
      }
    };
  }

  private void believe(Call call, List<String> scopes) {
    String agent = call.header("User-Agent").orElse("");
    Refused.unless(!agent.isBlank(), 403, "", "no User-Agent");
    if (!scopes.isEmpty()) {
      int wrong = platform.has(Quirk.WRONG_SCOPE_401) ? 401 : 403;
      platform.tokens().check(call.header("Authorization").orElse(""), scopes, wrong);
    }
  }

  private Reply treat(Call call, Service service, String person, Work work) {
    ServiceOrders.Order order = platform.orders().take(service, person);
    if (order.trouble() == Trouble.OK && isTooFast()) {
      order = ServiceOrders.Order.always(Trouble.RATE_LIMITED_403);
    }
    Answer right = order.trouble().carriedOut() ? work.answer(call) : Answer.empty(200);
    log(call, service, person, order.trouble().label(), "");
    return TroubledAnswers.of(order, right);
  }

  private synchronized boolean isTooFast() {
    long now = Instant.now().getEpochSecond();
    inSecond = now == second ? inSecond + 1 : 1;
    second = now;
    return platform.has(Quirk.THROTTLE_403) && inSecond > MOST_PER_SECOND;
  }

  private void log(Call call, Service service, String person, String treated, String detail) {
    String body = new String(call.body(), StandardCharsets.UTF_8);
    Instant now = platform.clock().instant();
    platform
        .log()
        .add(
            new ServiceCall(
                now, service, call.method(), call.target(), person, body, treated, detail));
  }

  private Answer refusal(Service service, Refused refused) {
    boolean content = refused.status() == 400 || refused.status() == 422;
    if (service == Service.SCORES && content && platform.has(Quirk.SCORE_REFUSALS_BARE)) {
      return Answer.json(400, "application/json", List.of());
    }
    if (!refused.field().isEmpty()) {
      Map<String, List<String>> byField = Map.of(refused.field(), List.of(refused.why()));
      return Answer.json(refused.status(), "application/json", byField);
    }
    String error = refused.error().isEmpty() ? "invalid_request" : refused.error();
    Map<String, String> body = Map.of("error", error, "error_description", refused.why());
    Answer answer = Answer.json(refused.status(), "application/json", body);
    return refused.status() == 401 ? answer.with("WWW-Authenticate", "Bearer") : answer;
  }

  /** Whom a score is for, as far as it can be read. */
  private static String personIn(Call call) {
    return Json.lenient(call.body()).path("userId").asText();
  }
}
