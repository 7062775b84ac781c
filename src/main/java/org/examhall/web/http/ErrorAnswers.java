package org.examhall.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.text.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a refusal: a page for people, JSON for scripts. Threads: any. */
final class ErrorAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

  private static final String RETRY_AFTER_SECONDS = "5";

  private final Pages pages;
  private final Messages messages;
  private final Refusals refusals;
  private final Json json;
  private final String contact;

  ErrorAnswers(Pages pages, Messages messages, Json json, String contact) {
    this.pages = pages;
    this.messages = messages;
    this.refusals = new Refusals(messages);
    this.json = json;
    this.contact = contact;
  }

  void write(HttpServletRequest servlet, HttpServletResponse response, Refused refused)
      throws IOException {
    Request request =
        Request.find(servlet).orElseGet(() -> new Request(servlet, Map.of(), messages));
    int status = refusals.status(refused);
    if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
    String text = refusals.text(request, refused);
    if (wantsJson(servlet)) {
      Response.json(json.text(body(servlet, refused, text))).status(status).writeTo(response);
    } else {
      page(
          request, Response.page("error", model(servlet, refused, status, text)), response, status);
    }
  }

  private void page(Request request, Response page, HttpServletResponse response, int status)
      throws IOException {
    try {
      pages.write(request, page.status(status), response);
    } catch (RuntimeException e) {
      LOG.error("the error page failed", e); // the last resort below needs nothing that can fail
      Response.text("text/plain", "Error " + status).status(status).writeTo(response);
    }
  }

  private ErrorPage model(HttpServletRequest request, Refused refused, int status, String text) {
    return new ErrorPage(
        headingOf(status),
        text,
        RequestIdFilter.idOf(request),
        contact,
        refused.reason() == HttpReason.SIGN_IN);
  }

  private static Map<String, String> body(
      HttpServletRequest request, Refused refused, String text) {
    return Map.of(
        "error", refused.reason().toString().toLowerCase(Locale.ROOT),
        "message", text,
        "reference", RequestIdFilter.idOf(request));
  }

  private static String headingOf(int status) {
    return switch (status) {
      case 401, 403 -> "http.heading_forbidden";
      case 404, 405, 421 -> "http.heading_missing";
      case 409 -> "http.heading_conflict";
      case 429, 503 -> "http.heading_busy";
      case 500 -> "http.heading_broken";
      default -> "http.heading_input";
    };
  }

  private static boolean wantsJson(HttpServletRequest request) {
    String accept = request.getHeader("Accept") == null ? "" : request.getHeader("Accept");
    return request.getRequestURI().startsWith("/play/") && !accept.contains("text/html")
        || accept.contains("application/json") && !accept.contains("text/html");
  }
}
