package org.examhall.web.lti;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.World;

/**
 * The two addresses of a platform that a dynamic registration needs, answering as a test says; it
 * keeps what it was asked.
 */
public final class RegisteringLms implements AutoCloseable {
  /** One call, as it arrived; no header is an empty text. */
  record Call(String method, String path, String authorization, String accept, String body) {}

  private static final Json JSON = new Json();

  private final HttpServer server;
  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
  private volatile String configuration;
  private volatile int configurationStatus = 200;
  private volatile String answer;
  private volatile int status = 200;

  private RegisteringLms(HttpServer server) {
    this.server = server;
    this.configuration = usual().toString();
    this.answer = "{\"client_id\": \"" + World.name("client") + "\"}";
    server.createContext("/configuration", this::configuration);
    server.createContext("/register", this::register);
    server.start();
  }

  /** At an address that the site may call. */
  public static RegisteringLms start() {
    try {
      return new RegisteringLms(HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its own page, which shows the invitation in a frame; its title is what the frame tells it. */
  public URI framing(String invitation) {
    String page =
        """
        <!doctype html><html lang="en"><title>LMS</title>
        <script>addEventListener("message", (e) => (document.title = e.data.subject));</script>
        <iframe title="Registration" width="700" height="700"
            src="%s?openid_configuration=%s&amp;registration_token=abc"></iframe>
        """
            .formatted(invitation, configurationUrl());
    server.createContext("/frame", exchange -> html(exchange, page));
    return url().resolve("/frame");
  }

  URI url() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
  }

  String configurationUrl() {
    return url() + "/configuration";
  }

  /** What it says of itself unless a test changes it. */
  ObjectNode usual() {
    ObjectNode json = JSON.mapper().createObjectNode();
    json.put("issuer", url().toString());
    json.put("authorization_endpoint", url() + "/auth");
    json.put("token_endpoint", url() + "/token");
    json.put("jwks_uri", url() + "/keys");
    json.put("registration_endpoint", url() + "/register");
    json.put("authorization_server", "https://tokens.example");
    json.putArray("scopes_supported").add("https://purl.imsglobal.org/spec/lti-ags/scope/score");
    json.putObject("https://purl.imsglobal.org/spec/lti-platform-configuration")
        .put("product_family_code", "moodle");
    return json;
  }

  /** Says something else of itself. */
  RegisteringLms saying(int code, String body) {
    configurationStatus = code;
    configuration = body;
    return this;
  }

  /** Answers registrations like this. */
  RegisteringLms answering(int code, String body) {
    status = code;
    answer = body;
    return this;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** What it was asked to register. */
  JsonNode request() {
    return JSON.tree(calls.get(calls.size() - 1).body()).orElseThrow();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void configuration(HttpExchange exchange) throws IOException {
    reply(exchange, configurationStatus, configuration);
  }

  private void register(HttpExchange exchange) throws IOException {
    reply(exchange, status, answer);
  }

  private static void html(HttpExchange exchange, String page) throws IOException {
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void reply(HttpExchange exchange, int code, String text) throws IOException {
    calls.add(
        new Call(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            header(exchange, "Authorization"),
            header(exchange, "Accept"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }
}
