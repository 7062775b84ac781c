package org.examhall.web.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.core.context.Browser;
import org.examhall.core.context.Launch;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.text.Messages;

/**
 * A request as handlers see it: typed, with the parameters of its route.
 *
 * <p>One thread.
 */
public final class Request {
  private final HttpServletRequest servlet;
  private final Map<String, String> pathParameters;
  private final Messages messages;
  private final Map<Class<?>, Object> known = new HashMap<>();

  /**
   * Wraps {@code servlet}, matched to a route with {@code pathParameters}; answered in a language
   * of {@code messages}.
   */
  public Request(
      HttpServletRequest servlet, Map<String, String> pathParameters, Messages messages) {
    this.servlet = servlet;
    this.pathParameters = Map.copyOf(pathParameters);
    this.messages = messages;
  }

  /** The request that {@link RouteFilter} matched to a route. */
  static Request of(HttpServletRequest servlet) {
    return find(servlet).orElseThrow(() -> new IllegalStateException("no route was looked up"));
  }

  /** As {@link #of}; empty when it went wrong before a route was found. */
  static Optional<Request> find(HttpServletRequest servlet) {
    return Optional.ofNullable((Request) servlet.getAttribute(Request.class.getName()));
  }

  void attach() {
    servlet.setAttribute(Request.class.getName(), this);
  }

  /** A {@code {name}} of the route, if it has one. */
  public Optional<String> findPath(String name) {
    return Optional.ofNullable(pathParameters.get(name));
  }

  /** A {@code {name}} of the route, as on the wire. */
  public String path(String name) {
    String value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }

  /** A {@code {name}} that is an id; anything but a positive number is nothing to be found. */
  public long pathId(String name) {
    String value = path(name);
    if (!value.matches("[1-9]\\d{0,17}")) {
      throw new Refused(HttpReason.NOT_FOUND);
    }
    return Long.parseLong(value);
  }

  /** First value of a query or form parameter, stripped; empty when absent or blank. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(servlet.getParameter(name))
        .map(Request::readable)
        .map(String::strip)
        .filter(v -> !v.isEmpty());
  }

  /** All values of a query or form parameter, such as those of ticked boxes. */
  public List<String> parameters(String name) {
    String[] values = servlet.getParameterValues(name);
    return Stream.of(values == null ? new String[0] : values).map(Request::readable).toList();
  }

  /** As {@link #parameter}, exactly as typed: for passwords. */
  public Optional<String> verbatimParameter(String name) {
    return Optional.ofNullable(servlet.getParameter(name)).map(Request::readable);
  }

  /** No text of ours has a NUL, and PostgreSQL could not store it. */
  private static String readable(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new Refused(HttpReason.UNREADABLE);
    }
    return value;
  }

  /** A header's first value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(servlet.getHeader(name));
  }

  /** A cookie's value. */
  public Optional<String> cookie(String name) {
    Cookie[] cookies = servlet.getCookies();
    return Stream.of(cookies == null ? new Cookie[0] : cookies)
        .filter(c -> c.getName().equals(name))
        .map(Cookie::getValue)
        .findFirst();
  }

  /** What the reader is answered in: what the LMS says, else what the browser asks for. */
  public Locale language() {
    Stream<Locale> course =
        find(Launch.class).map(Launch::locale).stream()
            .map(tag -> Locale.forLanguageTag(tag.replace('_', '-')));
    Stream<Locale> browser = header("Accept-Language").stream().flatMap(header -> browserLocales());
    return messages.nearest(Stream.concat(course, browser).toList());
  }

  private Stream<Locale> browserLocales() {
    return Collections.list(servlet.getLocales()).stream();
  }

  /** Address of the browser, after trusted proxies. */
  public String remoteAddress() {
    return servlet.getRemoteAddr();
  }

  /** What it comes from, as launches keep it. */
  public Browser browser() {
    return new Browser(remoteAddress(), header("User-Agent").orElse(""));
  }

  /** Number of this request, on error pages and in the log. */
  public String reference() {
    return RequestIdFilter.idOf(servlet);
  }

  /** Leaves what a guard found out, by its type. */
  public <T> void put(Class<T> type, T value) {
    known.put(type, value);
  }

  /** What the guard left; a route whose guard did not is a bug. */
  public <T> T get(Class<T> type) {
    return find(type)
        .orElseThrow(() -> new IllegalStateException("the guard left no " + type.getSimpleName()));
  }

  /** What a guard left, if it did. */
  public <T> Optional<T> find(Class<T> type) {
    return Optional.ofNullable(known.get(type)).map(type::cast);
  }

  /** The servlet's own request: for streamed bodies and upgrades. */
  public HttpServletRequest servlet() {
    return servlet;
  }
}
