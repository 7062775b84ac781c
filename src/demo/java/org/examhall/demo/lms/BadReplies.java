package org.examhall.demo.lms;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.examhall.demo.lms.http.Reply;
import org.examhall.demo.lms.lti.OutcomeEnvelope;
import org.examhall.demo.lms.lti.OutcomeMessage;

/** The ways in which real LMSs and what stands before them answer badly. */
final class BadReplies {
  private static final String XML = "application/xml; charset=utf-8";
  private static final String HTML = "text/html; charset=utf-8";
  private static final int HUGE_BYTES = 50 * 1024 * 1024;
  private static final int TWO_MINUTES_MILLIS = 120_000;

  private static final String LOGIN_PAGE =
      """
      <!doctype html><html lang="en"><head><title>Log in</title></head>
      <body><form><input name="user"><input name="password" type="password"></form></body></html>
      """;

  private static final String BILLION_LAUGHS =
      """
      <?xml version="1.0"?>
      <!DOCTYPE l [<!ENTITY a "success success success success success success success">
      <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
      <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
      <!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">
      <!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;"><!ENTITY i "&h;&h;&h;&h;&h;&h;&h;&h;&h;&h;">]>
      <imsx_POXEnvelopeResponse><imsx_codeMajor>&i;</imsx_codeMajor></imsx_POXEnvelopeResponse>
      """;

  private BadReplies() {}

  /** The answer that was ordered, given the answer that would be right. */
  static Reply of(Orders.Order order, OutcomeMessage request, String rightAnswer) {
    return switch (order.behaviour()) {
      case OK -> Reply.text(200, XML, rightAnswer);
      case FAIL_500 -> Reply.text(500, HTML, "<h1>Internal Server Error</h1>");
      case UNAUTHORIZED_401 -> Reply.text(401, XML, OutcomeEnvelope.failure("Invalid signature"));
      case FORBIDDEN_403 -> Reply.text(403, HTML, "<h1>Forbidden</h1>");
      case TOO_MANY_429 -> tooMany(order);
      case FAILURE_422 -> Reply.text(422, XML, OutcomeEnvelope.failure(request, "Not available"));
      case FAILURE_200 -> Reply.text(200, XML, OutcomeEnvelope.failure(request, "Not available"));
      case STALL -> stalled(order, Reply.text(200, XML, rightAnswer));
      case CLOSE_MID_BODY -> exchange -> sendHalf(exchange, rightAnswer);
      case CLOSE -> exchange -> {};
      case GARBAGE_HTML -> Reply.text(200, HTML, LOGIN_PAGE);
      case GARBAGE_NOT_XML -> Reply.text(200, XML, "OK, thank you \u0000 <<<< ]]>");
      case GARBAGE_HUGE -> BadReplies::sendHuge;
      case GARBAGE_DOCTYPE -> Reply.text(200, XML, BILLION_LAUGHS);
      case EMPTY -> Reply.text(200, XML, "");
      case REDIRECT_302 ->
          exchange -> {
            exchange.getResponseHeaders().set("Location", "/login");
            exchange.sendResponseHeaders(302, -1);
          };
    };
  }

  private static Reply tooMany(Orders.Order order) {
    int seconds = Math.max(1, order.millis() / 1000);
    return Reply.text(429, "text/plain", "Slow down").with("Retry-After", seconds + "");
  }

  private static Reply stalled(Orders.Order order, Reply reply) {
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

  private static void sendHalf(HttpExchange exchange, String answer) throws IOException {
    byte[] all = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", XML);
    exchange.sendResponseHeaders(200, all.length);
    OutputStream out = exchange.getResponseBody();
    out.write(all, 0, all.length / 2);
    out.flush(); // the caller closes the connection, the rest never comes
  }

  private static void sendHuge(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", XML);
    exchange.sendResponseHeaders(200, 0);
    byte[] chunk = new byte[64 * 1024];
    Arrays.fill(chunk, (byte) '<');
    OutputStream out = exchange.getResponseBody();
    for (int sent = 0; sent < HUGE_BYTES; sent += chunk.length) {
      out.write(chunk);
    }
    out.close();
  }
}
