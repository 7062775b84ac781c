package org.examhall.player;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.examhall.core.attempt.Mode;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;

/** A client of the player protocol, as another author might write one, for tests. */
final class Wire {
  static final Json JSON = new Json();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI content;

  Wire(RunningApp app) {
    this(app.content());
  }

  /** A client that takes this for the content origin. */
  Wire(URI content) {
    this.content = content;
  }

  /** What the content origin answers to a POST of one of its pages. */
  HttpResponse<String> post(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(content.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!List.of(headers).contains("Origin")) {
      request.header("Origin", content.toString());
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(content.resolve(path)).timeout(PATIENCE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** Trades a ticket. */
  HttpResponse<String> trade(String ticket) {
    return post("/play/session", "{\"v\":1,\"ticket\":\"" + ticket + "\"}");
  }

  /** The session of a new window of the sitting. */
  JsonNode session(Sitting sitting, Mode mode) {
    return json(trade(sitting.ticket(mode)).body());
  }

  /** Messages over HTTP. */
  HttpResponse<String> message(String token, String body) {
    return post("/play/message", body, "Authorization", "Bearer " + token);
  }

  /** An open socket. */
  Socket socket(String token) {
    return connect(token, content.toString()).join();
  }

  /** A socket with a token from a page of {@code origin}; fails when it is refused. */
  CompletableFuture<Socket> connect(String token, String origin) {
    Socket socket = new Socket();
    WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(PATIENCE);
    if (!origin.isEmpty()) {
      builder.header("Origin", origin);
    }
    return builder
        .subprotocols("examhall.v1", "token." + token)
        .buildAsync(URI.create("ws" + content.toString().substring(4) + "/play/socket"), socket)
        .thenApply(
            open -> {
              socket.open = open;
              return socket;
            });
  }

  static JsonNode json(String text) {
    return JSON.tree(text).orElseThrow(() -> new AssertionError("no JSON: " + text));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** One socket: what it hears, in order, and the code it was closed with. */
  static final class Socket implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket open;

    void send(String message) {
      open.sendText(message, true).join();
    }

    WebSocket raw() {
      return open;
    }

    /** The next message, which must be of this type. */
    JsonNode next(String type) {
      try {
        JsonNode message = poll();
        if (message == null || !message.path("t").asText().equals(type)) {
          throw new AssertionError("expected " + type + ", heard " + message);
        }
        return message;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private JsonNode poll() throws InterruptedException {
      long patience = System.nanoTime() + PATIENCE.toNanos();
      JsonNode message = null;
      while (message == null && !closed.isDone() && System.nanoTime() < patience) {
        message = heard.poll(50, TimeUnit.MILLISECONDS);
      }
      return message == null ? heard.poll() : message;
    }

    /** Says hello as a new window and returns the answer. */
    JsonNode hello() {
      send("{\"t\":\"hello\",\"v\":1,\"epoch\":0}");
      return next("hello");
    }

    /** Sets one key and returns the ack. */
    JsonNode save(int epoch, int seq, String key, String value) {
      send(Wire.save(epoch, seq, key, value));
      return next("ack");
    }

    boolean heardNothingMore() {
      return heard.isEmpty();
    }

    int closeCode() {
      return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    void close() {
      open.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        heard.add(json(text.toString()));
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      closed.complete(1006);
    }
  }

  /** A save message with one element. */
  static String save(int epoch, int seq, String key, String value) {
    return JSON.text(
        Map.of(
            "t",
            "save",
            "v",
            1,
            "epoch",
            epoch,
            "seq",
            seq,
            "els",
            List.of(Map.of("k", key, "v", value, "at", 1))));
  }
}
