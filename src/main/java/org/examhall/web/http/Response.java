package org.examhall.web.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer, built by a handler and written by the servlet.
 *
 * <p>One thread.
 */
public final class Response {
  /** Writes a body after status, headers and cookies are set. */
  @FunctionalInterface
  public interface Body {
    /** Writes to {@code response}; may set its content type first. */
    void write(HttpServletResponse response) throws IOException;
  }

  private static final String CSP = "Content-Security-Policy";

  private int status;
  private String formsTo = "";
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final List<Cookie> cookies = new ArrayList<>();
  private final @Nullable Page page;
  private final Body body;

  /** A template and what it reads. */
  public record Page(String template, Object model) {}

  private Response(int status, @Nullable Page page, Body body) {
    this.status = status;
    this.page = page;
    this.body = body;
  }

  /** HTML from {@code templates/<template>.ftlh}, which reads the public record {@code model}. */
  public static Response page(String template, Object model) {
    return new Response(200, new Page(template, model), unused -> {});
  }

  /** 303: what a POST ends with. {@code location} is a path of this origin or a full address. */
  public static Response redirect(String location) {
    return new Response(303, null, unused -> {}).header("Location", location);
  }

  /** JSON, already written as text. */
  public static Response json(String json) {
    return text("application/json", json);
  }

  /** Text of a type, in UTF-8. */
  public static Response text(String contentType, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return body(
        response -> {
          response.setContentType(contentType + ";charset=utf-8");
          response.setContentLength(bytes.length);
          response.getOutputStream().write(bytes);
        });
  }

  /** Anything else: files, streams. */
  public static Response body(Body body) {
    return new Response(200, null, body);
  }

  /** Sets the status. */
  public Response status(int code) {
    this.status = code;
    return this;
  }

  /** Sets a header. */
  public Response header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Lets the forms of this page go to {@code origin}, and nowhere else. */
  public Response formsTo(String origin) {
    formsTo = origin;
    return this;
  }

  /** Adds a cookie. */
  public Response cookie(Cookie cookie) {
    cookies.add(cookie);
    return this;
  }

  /** The template to render, if this is a page. */
  public Optional<Page> page() {
    return Optional.ofNullable(page);
  }

  /**
   * Writes status, headers and cookies, then the body unless it is a page. For HEAD the container
   * sends what GET would have, without the body.
   */
  public void writeTo(HttpServletResponse response) throws IOException {
    if (status == 0) {
      return;
    }
    response.setStatus(status);
    headers.forEach(response::setHeader);
    cookies.forEach(response::addCookie);
    String policy = response.getHeader(CSP);
    if (!formsTo.isEmpty() && policy != null) {
      response.setHeader(CSP, policy.replaceFirst("form-action [^;]*", "form-action " + formsTo));
    }
    if (page == null) {
      body.write(response);
    }
  }
}
