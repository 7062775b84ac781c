package org.examhall.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.bench.Seats.Seat;

/**
 * A student's window as the protocol has it: one socket, hello, save after save. One thread drives
 * it; answers arrive on the client's threads.
 */
final class Player implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;
  private static final String CLOSED = "closed";
  private static final Pattern HELLO = Pattern.compile("\"epoch\":(\\d+),\"seq\":(\\d+)");

  private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private volatile String ending = "";
  private int epoch;
  private int seq;

  private Player(HttpClient client, String content, Seat seat) {
    CompletableFuture<WebSocket> opening =
        client
            .newWebSocketBuilder()
            .header("Origin", content)
            .subprotocols("examhall.v1", "token." + seat.token())
            .buildAsync(
                URI.create(content.replaceFirst("^http", "ws") + "/play/socket"), new Listener());
    this.socket = opening.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Connects and says hello as a new window. */
  static Player open(HttpClient client, String content, Seat seat) {
    return reconnect(client, content, seat, 0);
  }

  /** Connects and says hello as the window with this epoch; 0 for a new one. */
  static Player reconnect(HttpClient client, String content, Seat seat, int epoch) {
    Player player = new Player(client, content, seat);
    try {
      player.greet(epoch);
      return player;
    } catch (CompletionException | IllegalStateException e) {
      throw player.ending.isEmpty() ? e : new Ended(player.ending);
    }
  }

  /** The server ended it before it answered hello; the message is how. */
  static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Ended(String how) {
      super(how);
    }
  }

  private void greet(int epochBefore) {
    send("{\"t\":\"hello\",\"v\":1,\"epoch\":%d}".formatted(epochBefore));
    Matcher hello = HELLO.matcher(await("hello"));
    if (hello.find()) {
      epoch = Integer.parseInt(hello.group(1));
      seq = Integer.parseInt(hello.group(2));
    }
  }

  /** This window's turn at the attempt. */
  int epoch() {
    return epoch;
  }

  /** The last batch that is stored of this turn; 0: none. */
  int seq() {
    return seq;
  }

  /** How it ended: the close code, or {@code lost}; empty while it is open. */
  String ending() {
    return ending;
  }

  /** Messages that say that one of ours was not understood. */
  List<String> errors() {
    return errors;
  }

  /** Sends a message. */
  void send(String message) {
    socket.sendText(message, true).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** The next message of a type; others before it are skipped. */
  String await(String type) {
    return awaitEither(type, type);
  }

  /** The next message of one of two types; others before it are skipped. */
  String awaitEither(String type, String other) {
    try {
      while (true) {
        String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null || answer.equals(CLOSED)) {
          throw new IllegalStateException("no " + type + " but " + answer);
        }
        if (isOf(type, answer) || isOf(other, answer)) {
          return answer;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean isOf(String type, String answer) {
    return answer.contains("\"t\":\"" + type + "\"");
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        String whole = message.toString();
        if (isOf("error", whole)) {
          errors.add(whole);
        }
        answers.add(whole);
        message.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      ending = String.valueOf(code);
      answers.add(CLOSED);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      ending = "lost";
      answers.add(CLOSED);
    }
  }
}
