package org.examhall.demo.lms.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request on its way through a route.
 *
 * @param path the values of the route's {@code {names}}
 * @param body what was sent, at most {@link #MAX_BODY_BYTES}
 */
public record Call(HttpExchange exchange, Map<String, String> path, byte[] body) {
  static final int MAX_BODY_BYTES = 256 * 1024;

  /** Reads the body, too. */
  static Call of(HttpExchange exchange, Map<String, String> path) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      throw new HttpProblem(413, "The request is too big.");
    }
    return new Call(exchange, path, body);
  }

  public String method() {
    return exchange.getRequestMethod();
  }

  /** Path and query exactly as they came over the wire. */
  public String target() {
    return exchange.getRequestURI().toString();
  }

  /** The value of a {@code {name}} in the route. */
  public String path(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }

  /** The first header of that name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /** The query's parameters; of a repeated one the last. */
  public Map<String, String> query() {
    return decoded(exchange.getRequestURI().getRawQuery());
  }

  /** The parameters of a form that was posted; of a repeated one the last. */
  public Map<String, String> form() {
    return decoded(new String(body, StandardCharsets.UTF_8));
  }

  /** The parameters of a query or a form; of a repeated one the last. */
  public static Map<String, String> decoded(@org.jspecify.annotations.Nullable String encoded) {
    Map<String, String> values = new LinkedHashMap<>();
    if (encoded == null || encoded.isEmpty()) {
      return values;
    }
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      values.put(decode(name), decode(value));
    }
    return values;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(400, "A parameter is not URL-encoded.");
    }
  }
}
