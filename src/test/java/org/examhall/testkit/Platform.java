package org.examhall.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.examhall.kernel.json.Json;

/**
 * The services of an LTI 1.3 platform on a free port of {@code 127.0.0.2}: tokens for whoever signs
 * with the key of {@link Callers}, columns two a page, scores as Moodle takes them (never one whose
 * time is not after the second it got the last one), members as a test says. What is told to happen
 * happens once, in order.
 */
public final class Platform implements AutoCloseable {
  private static final Json JSON = new Json();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger names = new AtomicInteger();
  private final Map<String, Boolean> tokens = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> items = new LinkedHashMap<>();
  private final Map<String, Score> scores = new ConcurrentHashMap<>();
  private final Map<String, Page> members = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedDeque<Mishap> mishaps = new ConcurrentLinkedDeque<>();

  private volatile int tokenSeconds = 3_600;

  /** A request. */
  public record Call(String method, String path, String type, String body) {}

  /** What a column has for somebody. */
  public record Score(
      BigDecimal given, String activityProgress, Instant receivedAt, String comment) {}

  /** A page of members. */
  public record Page(String body, String link) {}

  /** What happens instead of an answer, or before it. */
  private record Mishap(String pathPart, int status, String body, int millis, boolean afterwards) {}

  private Platform(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  /** Starts one. */
  public static Platform start() {
    try {
      Platform platform = new Platform(HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0));
      platform.server.start();
      return platform;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begin of its addresses. */
  public String url() {
    return "http://127.0.0.2:" + server.getAddress().getPort();
  }

  /** The next request below {@code pathPart} is answered like this. */
  public void next(String pathPart, int status, String body) {
    mishaps.add(new Mishap(pathPart, status, body, 0, false));
  }

  /** The next request below {@code pathPart} waits first. */
  public void slow(String pathPart, int millis) {
    mishaps.add(new Mishap(pathPart, 0, "", millis, false));
  }

  /** The next request below {@code pathPart} is done, and its answer lost. */
  public void lose(String pathPart) {
    mishaps.add(new Mishap(pathPart, 0, "", 0, true));
  }

  /** How long tokens are said to be good from now on. */
  public void tokensLast(int seconds) {
    tokenSeconds = seconds;
  }

  /** No token is good any more. */
  public void revokeTokens() {
    tokens.clear();
  }

  /** Makes a column of somebody else's, or the link's own; its address. */
  public String addItem(String fields) {
    synchronized (items) {
      return add(JSON.tree(fields).orElseThrow()).path("id").asText();
    }
  }

  /** All columns are removed. */
  public void clearItems() {
    synchronized (items) {
      items.clear();
    }
  }

  /** The columns, as last said. */
  public List<JsonNode> items() {
    synchronized (items) {
      return List.copyOf(items.values());
    }
  }

  /** What a column has for somebody. */
  public Optional<Score> score(String itemUrl, String userId) {
    return Optional.ofNullable(scores.get(itemUrl + " " + userId));
  }

  /** A teacher writes a comment beside somebody's score. */
  public void comment(String itemUrl, String userId, String text) {
    scores.computeIfPresent(
        itemUrl + " " + userId,
        (cell, was) -> new Score(was.given(), was.activityProgress(), was.receivedAt(), text));
  }

  /** A page of members at {@code path}. */
  public void members(String path, String body, String link) {
    members.put(path, new Page(body, link));
  }

  /** The requests whose path holds this, in order. */
  public List<Call> calls(String pathPart) {
    return calls.stream().filter(call -> call.path().contains(pathPart)).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String type =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
            .or(() -> Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept")))
            .orElse("");
    calls.add(new Call(exchange.getRequestMethod(), path, type, body));
    Optional<Mishap> mishap = take(path);
    mishap.ifPresent(m -> pause(m.millis()));
    if (mishap.isPresent() && mishap.get().status() != 0) {
      if (mishap.get().status() == 429) {
        exchange.getResponseHeaders().set("Retry-After", "7200");
      }
      send(exchange, mishap.get().status(), mishap.get().body());
    } else if (mishap.isPresent() && mishap.get().afterwards()) {
      serve(exchange, path, body);
      exchange.close();
    } else {
      Answer answer = serve(exchange, path, body);
      send(exchange, answer.status(), answer.body());
    }
  }

  private record Answer(int status, String body) {}

  private Answer serve(HttpExchange exchange, String path, String body) {
    if (path.equals("/token")) {
      return token(body);
    }
    String authorization =
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
    if (!tokens.containsKey(authorization.replaceFirst("^Bearer ", ""))) {
      return new Answer(401, "{\"status\":401,\"reason\":\"Unauthorized\"}");
    }
    if (members.containsKey(path)) {
      Page page = Objects.requireNonNull(members.get(path));
      if (!page.link().isEmpty()) {
        exchange.getResponseHeaders().set("link", page.link());
      }
      return new Answer(200, page.body());
    }
    if (path.contains("/results")) {
      return result(path);
    }
    if (path.contains("/scores")) {
      return takeScore(path, body);
    }
    if (exchange.getRequestMethod().equals("DELETE")) {
      synchronized (items) {
        return new Answer(items.remove(url() + path) == null ? 404 : 204, "");
      }
    }
    return path.startsWith("/items?") ? items(exchange, path, body) : new Answer(404, "");
  }

  private Answer token(String body) {
    String assertion =
        URLDecoder.decode(body, StandardCharsets.UTF_8)
            .replaceFirst(".*client_assertion=([^&]*)&.*", "$1");
    try {
      JWSObject signed = JWSObject.parse(assertion);
      Map<String, Object> claims = signed.getPayload().toJSONObject();
      boolean good =
          signed.verify(new RSASSAVerifier(Callers.KEY.toRSAPublicKey()))
              && Objects.equals(signed.getHeader().getKeyID(), Callers.KEY.getKeyID())
              && Objects.equals(claims.get("aud"), url() + "/token")
              && ((Number) claims.get("iat")).longValue() < Instant.now().getEpochSecond();
      if (!good) {
        return new Answer(400, "{\"error\":\"invalid_client\"}");
      }
    } catch (Exception e) {
      return new Answer(400, "{\"error\":\"invalid_request\"}");
    }
    String token = "t-" + names.incrementAndGet();
    tokens.put(token, true);
    return new Answer(
        200,
        JSON.text(
            Map.of("access_token", token, "token_type", "bearer", "expires_in", tokenSeconds)));
  }

  private Answer items(HttpExchange exchange, String path, String body) {
    synchronized (items) {
      if (exchange.getRequestMethod().equals("POST")) {
        return new Answer(201, JSON.text(add(JSON.tree(body).orElseThrow())));
      }
      int from =
          Integer.parseInt(path.replaceFirst("^(?!.*from=).*", "0").replaceFirst(".*from=", ""));
      List<JsonNode> all = new ArrayList<>(items.values());
      if (from + 2 < all.size()) {
        exchange.getResponseHeaders().set("LINK", "</items?c=1&from=" + (from + 2) + ">; rel=next");
      }
      return new Answer(
          200, JSON.text(all.subList(Math.min(from, all.size()), Math.min(from + 2, all.size()))));
    }
  }

  private JsonNode add(JsonNode fields) {
    String id = url() + "/items/" + names.incrementAndGet() + "/item?c=1";
    Map<String, Object> all = new LinkedHashMap<>(Map.of("id", id));
    fields.fields().forEachRemaining(field -> all.put(field.getKey(), field.getValue()));
    JsonNode item = JSON.node(all);
    items.put(id, item);
    return item;
  }

  private Answer takeScore(String path, String body) {
    String item = url() + path.replace("/scores", "");
    synchronized (items) {
      if (!items.containsKey(item)) {
        return new Answer(404, "{\"status\":404,\"reason\":\"Grade item doesn't exist\"}");
      }
    }
    JsonNode said = JSON.tree(body).orElseThrow();
    String cell = item + " " + said.path("userId").asText();
    Instant now = Instant.now();
    Instant at = OffsetDateTime.parse(said.path("timestamp").asText()).toInstant();
    Score known = scores.get(cell);
    if (known != null && at.getEpochSecond() <= known.receivedAt().getEpochSecond()) {
      return new Answer(409, "[]");
    }
    scores.put(
        cell,
        new Score(
            said.path("scoreGiven").decimalValue(),
            said.path("activityProgress").asText(),
            now,
            said.path("comment").asText("")));
    return new Answer(200, "");
  }

  private Answer result(String path) {
    String user = path.replaceFirst(".*[?&]user_id=", "");
    String item = url() + path.replaceFirst("[?&]user_id=.*", "").replace("/results", "");
    List<Map<String, Object>> found =
        score(item, user).stream()
            .map(
                score ->
                    Map.<String, Object>of(
                        "userId", user, "resultScore", score.given(), "comment", score.comment()))
            .toList();
    return new Answer(200, JSON.text(found));
  }

  private Optional<Mishap> take(String path) {
    Optional<Mishap> mishap = mishaps.stream().filter(m -> path.contains(m.pathPart())).findFirst();
    mishap.ifPresent(mishaps::removeFirstOccurrence);
    return mishap;
  }

  private static void pause(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
