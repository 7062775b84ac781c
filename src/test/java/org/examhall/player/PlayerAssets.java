package org.examhall.player;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Serves the player's own files, for tests of single modules; no server of ours behind it. */
final class PlayerAssets implements AutoCloseable {
  private static final Path ASSETS = Path.of("src/main/webapp/assets").toAbsolutePath();
  private static final Path TEST_MODULES = Path.of("src/test/frontend").toAbsolutePath();
  private static final String BLANK =
      "<!doctype html><html lang=en><link rel=icon href='data:,'><title>modules</title>";

  private final HttpServer server;

  PlayerAssets() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/assets/", exchange -> serveFile(exchange, "/assets/", ASSETS));
    server.createContext("/test/", exchange -> serveFile(exchange, "/test/", TEST_MODULES));
    server.createContext("/blank", exchange -> answer(exchange, "text/html", BLANK.getBytes()));
    server.start();
  }

  /** A page with nothing on it, from which modules can be imported. */
  String blankPage() {
    return origin() + "/blank";
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  static void serveFile(HttpExchange exchange, String prefix, Path folder) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(prefix.length());
    Path file = folder.resolve(path).normalize();
    if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    answer(exchange, typeOf(path), Files.readAllBytes(file));
  }

  static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String typeOf(String name) {
    if (name.endsWith(".js")) {
      return "text/javascript";
    }
    return name.endsWith(".css") ? "text/css" : "text/html";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
