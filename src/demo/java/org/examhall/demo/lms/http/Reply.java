package org.examhall.demo.lms.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An answer that knows how to send itself, so that it can also be sent badly on purpose. */
@FunctionalInterface
public interface Reply {
  /** Sends the answer. The exchange is closed by the caller. */
  void send(HttpExchange exchange) throws IOException;

  /** A text of any media type. */
  static Reply text(int status, String type, String text) {
    return bytes(status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes of any media type. */
  static Reply bytes(int status, String type, byte[] body) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().putIfAbsent("Cache-Control", List.of("no-store"));
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    };
  }

  /** Sends the browser to another address with GET. */
  static Reply seeOther(String location) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(303, -1);
    };
  }

  /** The same answer with one more header. */
  default Reply with(String header, String value) {
    return exchange -> {
      exchange.getResponseHeaders().set(header, value);
      send(exchange);
    };
  }
}
