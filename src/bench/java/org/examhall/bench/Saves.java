package org.examhall.bench;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.examhall.bench.Seats.Seat;

/**
 * A closed loop: each student saves, waits for the ack, and saves again.
 *
 * <p>One save is four elements, one of them 4 KB of suspend_data, sent whole.
 */
final class Saves {
  private static final int SUSPEND_DATA_CHARS = 4_096;
  private static final int TEXTS = 64;

  private final HttpClient client;
  private final String content;
  private final List<String> texts = new ArrayList<>();

  Saves(HttpClient client, String content) {
    this.client = client;
    this.content = content;
    RandomText random = new RandomText(42);
    for (int i = 0; i < TEXTS; i++) {
      texts.add(random.of(SUSPEND_DATA_CHARS));
    }
  }

  /** Acknowledged saves of all {@code seats} in {@code seconds}. */
  long run(List<Seat> seats, int seconds) {
    LongAdder acked = new LongAdder();
    long endNanos = System.nanoTime() + seconds * 1_000_000_000L;
    ExecutorService threads = Executors.newFixedThreadPool(seats.size());
    List<CompletableFuture<Void>> students =
        seats.stream()
            .map(seat -> CompletableFuture.runAsync(() -> student(seat, endNanos, acked), threads))
            .toList();
    students.forEach(CompletableFuture::join);
    threads.shutdown();
    return acked.sum();
  }

  private void student(Seat seat, long endNanos, LongAdder acked) {
    try (Player player = Player.open(client, content, seat)) {
      for (int seq = player.seq() + 1; System.nanoTime() < endNanos; seq++) {
        player.send(save(player.epoch(), seq));
        player.await("ack");
        acked.increment();
      }
    }
  }

  private String save(int epoch, int seq) {
    long at = System.currentTimeMillis();
    return """
    {"t":"save","v":1,"epoch":%d,"seq":%d,"els":[\
    {"k":"cmi.suspend_data","v":"%s","at":%d},\
    {"k":"cmi.interactions.%d.learner_response","v":"%d","at":%d},\
    {"k":"cmi.interactions.%d.staged_answer","v":"\\"%d\\"","at":%d},\
    {"k":"cmi.session_time","v":"PT0H%dM%dS","at":%d}]}"""
        .formatted(
            epoch,
            seq,
            texts.get(seq % TEXTS),
            at,
            seq % 20,
            seq,
            at,
            seq % 20,
            seq,
            at,
            seq / 60 % 60,
            seq % 60,
            at);
  }
}
