package org.examhall.player;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Serves the player's own files, for tests of single modules; no server of ours behind it. */
final class PlayerAssets implements AutoCloseable {
  private static final Path ROOT = Path.of("src/main/webapp").toAbsolutePath();
  private static final String BLANK =
      "<!doctype html><html lang=en><link rel=icon href='data:,'><title>modules</title>";

  private final HttpServer server;

  PlayerAssets() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/assets/", PlayerAssets::serveFile);
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

  static void serveFile(HttpExchange exchange) throws IOException {
    Path file = ROOT.resolve(exchange.getRequestURI().getPath().substring(1)).normalize();
    if (!file.startsWith(ROOT) || !Files.isRegularFile(file)) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    answer(exchange, typeOf(file.toString()), Files.readAllBytes(file));
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

  static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
