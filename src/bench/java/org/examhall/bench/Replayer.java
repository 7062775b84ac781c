package org.examhall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.examhall.bench.Account.Refused;
import org.examhall.bench.Account.Sent;
import org.examhall.bench.ConnectedLms.Seated;
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
  private static final int WHOLE_EVERY = 5;
  private static final String DATA = "cmi.suspend_data";

  private final HttpClient client;
  private final String content;
  private final Seat seat;
  private final Stream stream;
  private final long pauseNanos;
  private final Account account;

  private final NavigableMap<Integer, String> unacked = new TreeMap<>();
  private int epoch;
  private int seq;
  private String data = "";
  private int lastWhole;
  private int reconnects;
  private int notTaken;
  private final List<String> endings = new ArrayList<>();
  private long lostNanos;
  private long longestAwayMillis;
  private volatile int acks;
  private boolean saidItIsOver;
  private volatile boolean finishing;

  /** A student whom the LMS calls {@code user}, and who rests for so long after each save. */
  Replayer(HttpClient client, String content, Seated student, Stream stream, Duration pause) {
    this.client = client;
    this.content = content;
    this.seat = student.seat();
    this.stream = stream;
    this.pauseNanos = pause.toNanos();
    this.account = new Account(student.user(), seat.attemptId());
  }

  /** Stop after the present message, wait for all acks, and hand in. */
  void finish() {
    finishing = true;
  }

  /** What was sent and what was said to it. */
  Account account() {
    return account;
  }

  /** The score that the exam reports at its end: not the same for any two in a row. */
  BigDecimal lastScore() {
    return BigDecimal.valueOf(1 + seat.attemptId() % 997, 3);
  }

  int reconnects() {
    return reconnects;
  }

  /** How often a save was answered by anything but its ack while the server was there. */
  int notTaken() {
    return notTaken;
  }

  /** Acks so far; may be read while the student works. */
  int acks() {
    return acks;
  }

  /** Each close code, refused connect and error message, in order. */
  List<String> endings() {
    return endings;
  }

  /** The longest time from the loss of a connection to the next that was answered. */
  long longestAwayMillis() {
    return longestAwayMillis;
  }

  @Override
  public void run() {
    while (!visit()) {
      reconnects++;
      pause(ThreadLocalRandom.current().nextLong(100_000_000, 700_000_000));
    }
    account.handedIn(lastScore());
  }

  /** From a connect to its end, whatever ends it; true when all is handed in. */
  private boolean visit() {
    try (Player player = connect()) {
      try {
        return talk(player);
      } catch (RuntimeException broken) {
        endings.add(player.ending().isEmpty() ? "nothing: " + broken : player.ending());
        lostNanos = System.nanoTime();
        return false;
      } finally {
        endings.addAll(player.errors());
      }
    } catch (Player.Ended ended) {
      endings.add(ended.getMessage());
      return false;
    } catch (CompletionException | IllegalStateException refused) {
      endings.add("not let in: " + refused);
      return false;
    }
  }

  private Player connect() {
    Player player = Player.reconnect(client, content, seat, epoch);
    epoch = player.epoch();
    account.began(epoch);
    if (lostNanos != 0) {
      long away = (System.nanoTime() - lostNanos) / 1_000_000;
      longestAwayMillis = Math.max(longestAwayMillis, away);
      lostNanos = 0;
    }
    return player;
  }

  private boolean talk(Player player) {
    unacked.values().forEach(player::send);
    while (!finishing) {
      settle(player, 4);
      post(player, stream.messages().get(seq % stream.messages().size()));
      pause(pauseNanos);
    }
    settle(player, 0);
    if (!saidItIsOver) {
      saidItIsOver = true;
      post(player, List.of(new Element("cmi.score.scaled", lastScore().toString()), HANDED_IN));
    }
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
        hear(player, number, StoredHistory.refused(answer.path("refused")));
      } else {
        notTaken++;
        pause(answer.get("retryMillis").asLong() * 1_000_000);
        player.send(Objects.requireNonNull(unacked.get(number)));
      }
    }
  }

  private void hear(Player player, int number, List<Refused> refused) {
    if (unacked.remove(number) == null) {
      return; // told before
    }
    account.ack(number, refused);
    acks = account.acked().size();
    notTaken += refused.size();
    if (!refused.isEmpty() && number > lastWhole) {
      lastWhole = seq + 1;
      post(player, List.of(new Element(DATA, data)));
    }
  }

  private void post(Player player, List<Element> elements) {
    seq++;
    ObjectNode save =
        JSON.createObjectNode().put("t", "save").put("v", 1).put("epoch", epoch).put("seq", seq);
    ArrayNode list = save.putArray("els");
    for (Element element : elements) {
      write(list.addObject(), account.add(seq, element.key(), value(element)));
    }
    unacked.put(seq, save.toString());
    player.send(save.toString());
  }

  /** The text of suspend_data whole at times, mostly as a change of one stretch or several. */
  private void write(ObjectNode element, Sent sent) {
    element.put("k", sent.key()).put("at", sent.at());
    boolean isData = sent.key().equals(DATA);
    if (isData && seq % WHOLE_EVERY != 0 && seq != lastWhole) {
      TextSplice change =
          seq % 2 == 0
              ? TextSplice.between(data, sent.value())
              : TextSplice.inPieces(data, sent.value());
      change.writeTo(element);
    } else {
      element.put("v", sent.value());
    }
    data = isData ? sent.value() : data;
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
