package org.examhall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.examhall.bench.Seats.Seat;
import org.examhall.bench.Stream.Element;

/**
 * A student who replays a recording over and over, through whatever happens to the server, and
 * keeps a ledger of what was sent and what was acknowledged.
 *
 * <p>Follows the protocol as the real player does: batches are kept until their ack, sent again
 * after each reconnect, and a reconnect is tried for ever. One thread.
 */
final class Replayer implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PAUSE_NANOS = 20_000_000;

  private final HttpClient client;
  private final String content;
  private final Seat seat;
  private final Stream stream;

  private final NavigableMap<Integer, String> unacked = new TreeMap<>();
  private final NavigableMap<Integer, Integer> acked = new TreeMap<>();
  private final Map<String, String> sent = new HashMap<>();
  private int epoch;
  private int seq;
  private int reconnects;
  private int notTaken;
  private volatile boolean finishing;

  Replayer(HttpClient client, String content, Seat seat, Stream stream) {
    this.client = client;
    this.content = content;
    this.seat = seat;
    this.stream = stream;
  }

  /** Stop after the present message, wait for all acks, and hand in. */
  void finish() {
    finishing = true;
  }

  Seat seat() {
    return seat;
  }

  int epoch() {
    return epoch;
  }

  /** Sequence numbers acknowledged, with their number of elements. */
  NavigableMap<Integer, Integer> acked() {
    return acked;
  }

  /** The last value sent for each key. */
  Map<String, String> sent() {
    return sent;
  }

  int reconnects() {
    return reconnects;
  }

  /** How often a save was answered by anything but its ack while the server was there. */
  int notTaken() {
    return notTaken;
  }

  @Override
  public void run() {
    boolean handedIn = false;
    while (!handedIn) {
      try (Player player = connect()) {
        handedIn = talk(player);
      } catch (RuntimeException lost) {
        reconnects++;
        pause(ThreadLocalRandom.current().nextLong(100_000_000, 700_000_000));
      }
    }
  }

  private Player connect() {
    Player player = Player.reconnect(client, content, seat, epoch);
    epoch = player.epoch();
    return player;
  }

  private boolean talk(Player player) {
    unacked.values().forEach(player::send);
    while (!finishing) {
      settle(player, 4);
      post(player, stream.messages().get(seq % stream.messages().size()));
      pause(PAUSE_NANOS);
    }
    settle(player, 0);
    post(player, List.of(new Element("cmi.score.scaled", "0.5"), HANDED_IN));
    settle(player, 0);
    player.send("{\"t\":\"end\",\"v\":1,\"epoch\":%d,\"seq\":%d}".formatted(epoch, seq));
    return player.await("end").contains("\"complete\":true");
  }

  private static final Element HANDED_IN = new Element("cmi.completion_status", "completed");

  /** Waits until at most {@code most} batches are without their ack. */
  private void settle(Player player, int most) {
    while (unacked.size() > most) {
      JsonNode answer = read(player.awaitEither("ack", "busy"));
      int number = answer.get("seq").asInt();
      if (answer.get("t").asText().equals("ack")) {
        String batch = unacked.remove(number);
        if (batch != null) {
          acked.put(number, read(batch).get("els").size());
          notTaken += answer.path("refused").size();
        }
      } else {
        pause(answer.get("retryMillis").asLong() * 1_000_000);
        player.send(Objects.requireNonNull(unacked.get(number)));
      }
    }
  }

  private void post(Player player, List<Element> elements) {
    seq++;
    ObjectNode save =
        JSON.createObjectNode().put("t", "save").put("v", 1).put("epoch", epoch).put("seq", seq);
    ArrayNode list = save.putArray("els");
    for (Element element : elements) {
      String value = value(element);
      list.addObject()
          .put("k", element.key())
          .put("v", value)
          .put("at", System.currentTimeMillis());
      sent.put(element.key(), value);
    }
    unacked.put(seq, save.toString());
    player.send(save.toString());
  }

  /** Ends only when told to: the recording's own end would end the attempt in its first round. */
  private String value(Element element) {
    boolean ends = element.key().equals("cmi.completion_status") && element != HANDED_IN;
    return ends ? "incomplete" : element.value();
  }

  private static JsonNode read(String message) {
    try {
      return JSON.readTree(message);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(message, e);
    }
  }

  private static void pause(long nanos) {
    LockSupport.parkNanos(nanos);
  }
}
