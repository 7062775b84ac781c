package org.examhall.demo.lms;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.examhall.demo.lms.http.Reply;

/** The ways in which services of LTI 1.3, and what stands before them, answer badly. */
final class TroubledAnswers {
  private static final String HTML = "text/html; charset=utf-8";
  private static final int TWO_MINUTES_MILLIS = 120_000;

  private TroubledAnswers() {}

  /**
   * The answer that was ordered.
   *
   * @param right the answer that would be right; empty if the work was not done
   */
  static Reply of(ServiceOrders.Order order, Answer right) {
    return switch (order.trouble()) {
      case OK -> right.reply();
      case FAIL_500 -> Reply.text(500, HTML, "<h1>Internal Server Error</h1>");
      case UNAVAILABLE_503 -> later(order, 503);
      case UNAUTHORIZED_401 -> refusal(401, "Invalid access token");
      case FORBIDDEN_403 -> Reply.text(403, HTML, "<h1>Forbidden</h1>");
      case RATE_LIMITED_403 ->
          Reply.text(403, "text/plain", "403 Forbidden (Rate Limit Exceeded)\n");
      case TOO_MANY_429 -> later(order, 429);
      case BAD_REQUEST_400 -> refusal(400, "The request is not acceptable");
      case NOT_FOUND_404 -> refusal(404, "The specified resource does not exist.");
      case CONFLICT_409 -> refusal(409, "A newer score is there");
      case UNPROCESSABLE_422 -> refusal(422, "User not found in course or is not a student");
      case STALL -> stalled(order, right.reply());
      case CLOSE_MID_BODY -> exchange -> sendHalf(exchange, right);
      case LOST, CLOSE -> exchange -> {};
      case GARBAGE_HTML -> Reply.text(200, HTML, "<!doctype html><title>Log in</title><form>");
      case GARBAGE_NOT_JSON -> Reply.text(200, "application/json", "{\"error\" : \"\"kid\" odd");
      case TYPE_HTML -> right.typed(HTML).reply();
      case EMPTY -> Reply.text(200, "application/json", "");
      case REDIRECT_302 -> movedToLogin();
    };
  }

  private static Reply movedToLogin() {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", "/login");
      exchange.sendResponseHeaders(302, -1);
    };
  }

  private static Reply refusal(int status, String message) {
    Map<String, Object> errors = Map.of("errors", Map.of("type", "trouble", "message", message));
    return Answer.json(status, "application/json", errors).reply();
  }

  private static Reply later(ServiceOrders.Order order, int status) {
    int seconds = Math.max(1, order.millis() / 1000);
    return Reply.text(status, "text/plain", "Later").with("Retry-After", seconds + "");
  }

  private static Reply stalled(ServiceOrders.Order order, Reply reply) {
    return exchange -> {
      try {
        Thread.sleep(order.millis() == 0 ? TWO_MINUTES_MILLIS : order.millis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the LMS is being stopped
        return;
      }
      reply.send(exchange);
    };
  }

  private static void sendHalf(HttpExchange exchange, Answer right) throws IOException {
    byte[] all = (right.body() + " ".repeat(64)).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", right.type());
    exchange.sendResponseHeaders(200, all.length);
    OutputStream out = exchange.getResponseBody();
    out.write(all, 0, all.length / 2);
    out.flush(); // the caller closes the connection, the rest never comes
  }
}
