package org.examhall.core.attempt.save;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.examhall.core.attempt.AttemptToken;

/**
 * A student's one or two windows on one attempt, and a network that repeats and reorders what they
 * send. Says what is delivered next, and what the server must hold in the end.
 */
final class Student {
  private static final String DATA = ElementRules.SUSPEND_DATA;
  private static final String STATUS = "cmi.completion_status";
  private static final List<String> KEYS =
      List.of(
          "cmi.location",
          "cmi.score.raw",
          "cmi.score.max",
          "cmi.score.scaled",
          "cmi.success_status",
          "cmi.objectives.0.id",
          "cmi.objectives.0.description",
          "cmi.objectives.0.score.raw",
          "cmi.objectives.0.score.max",
          "cmi.objectives.1.score.scaled",
          "cmi.objectives.1.completion_status",
          "cmi.interactions.0.id",
          "cmi.interactions.0.type",
          "cmi.interactions.0.result",
          "cmi.interactions.0.weighting",
          "cmi.interactions.1.learner_response",
          "cmi.interactions.1.staged_answer");
  private static final List<String> VALUES =
      List.of("0", "1", "2.5", "10", "-1", "1e-7", "abc", "", "passed", "completed", "[.]", "π²");

  private final AttemptToken token;
  private final Random random;
  private final boolean ends;
  private final boolean moves;

  private final Deque<Batch> network = new ArrayDeque<>();
  private final List<Batch> sent = new ArrayList<>();
  private final List<Batch> held = new ArrayList<>();
  private final Set<Place> late = new HashSet<>();
  private final Set<Place> arrived = new HashSet<>();
  private final Map<Place, Map.Entry<String, String>> sets = new TreeMap<>();

  private int epoch = 1;
  private int seq;
  private boolean moved;
  private boolean over;
  private Optional<Place> endPlace = Optional.empty();
  private String data = "";
  private String firstWindowsData = "";
  private boolean secondSetData;

  Student(AttemptToken token, Random random) {
    this.token = token;
    this.random = random;
    this.moves = random.nextInt(10) < 7;
    this.ends = random.nextInt(3) == 0;
    work(1 + random.nextInt(6), ends && !moves);
    firstWindowsData = data;
    shuffleInto(sent);
  }

  long attemptId() {
    return token.attemptId();
  }

  AttemptToken token() {
    return token;
  }

  /** Whether nothing more will happen. */
  boolean isDone() {
    return network.isEmpty() && !wantsToMove();
  }

  /** What arrives next; empty when nothing is under way. */
  Optional<Batch> next() {
    return Optional.ofNullable(network.poll());
  }

  /** Whether a second window is to begin now. */
  boolean wantsToMove() {
    return moves && !moved && network.isEmpty();
  }

  /** The student goes on elsewhere, while the first window still holds what it could not send. */
  void move(Turn.Granted turn) {
    int batches = random.nextInt(4);
    List<Batch> before = List.copyOf(sent);
    work(batches, false);
    held.addAll(sent.subList(before.size(), sent.size()));
    Map<String, String> values = turn.values().orElseThrow();
    assertEquals(
        firstWindowsData, values.getOrDefault(DATA, ""), "suspend_data of the next window");
    if (firstWindowsData.isEmpty()) {
      sets.clear(); // nothing to resume from: the exam begins anew
    }
    moved = true;
    epoch = turn.epoch();
    seq = 0;
    data = firstWindowsData;
    work(1 + random.nextInt(6), ends);
    shuffleInto(sent);
  }

  /** What the server said to a delivery. */
  void hear(Batch batch, SaveReply.Ack ack) {
    Place place = new Place(batch.epoch(), batch.seq(), 0);
    if (arrived.add(place)) {
      boolean shouldBeLate = over && held.contains(batch);
      assertEquals(shouldBeLate, ack.late(), "late");
      if (shouldBeLate) {
        late.add(place);
      }
      over |= endPlace.filter(place::equals).isPresent();
      repair(batch, ack);
    }
  }

  /** The values that must be current. */
  Map<String, String> expected() {
    Map<String, String> values = new HashMap<>();
    sets.forEach(
        (place, set) -> {
          if (!late.contains(new Place(place.epoch(), place.seq(), 0))) {
            values.put(set.getKey(), set.getValue());
          }
        });
    String current = secondSetData ? data : firstWindowsData;
    if (!current.isEmpty()) {
      values.put(DATA, current);
    }
    return values;
  }

  private void repair(Batch batch, SaveReply.Ack ack) {
    for (Refusal refusal : ack.refused()) {
      assertEquals(new Refusal(DATA, Refusal.Why.BASE), refusal);
      assertEquals(epoch, batch.epoch(), "only the present window is asked for its data");
      seq++;
      insert(batchOf(List.of(new Element(DATA, new Whole(data), 0))));
    }
  }

  /** Sets values in so many batches. */
  private void work(int batches, boolean ending) {
    for (int i = 1; i <= batches; i++) {
      seq++;
      List<Element> elements = new ArrayList<>();
      int count = 1 + random.nextInt(5);
      for (int item = 0; item < count; item++) {
        elements.add(
            random.nextInt(10) < 3 ? changeData() : set(pick(KEYS), pick(VALUES), elements));
      }
      if (ending && i == batches) {
        elements.add(set(STATUS, "completed", elements));
        endPlace = Optional.of(new Place(epoch, seq, 0));
      }
      sent.add(batchOf(elements));
    }
  }

  private Element set(String key, String value, List<Element> before) {
    // A refused splice before it shifts what follows: the server numbers what it keeps, in order.
    sets.put(new Place(epoch, seq, before.size()), Map.entry(key, value));
    return SavePath.element(key, value);
  }

  private Element changeData() {
    String before = data;
    int at = before.isEmpty() ? 0 : random.nextInt(before.length());
    data =
        before.substring(0, at) + pick(List.of("a", "bc", "", "π", "d{}")) + before.substring(at);
    data = data.isEmpty() ? "x" : data;
    secondSetData |= moved;
    return random.nextInt(4) == 0
        ? new Element(DATA, new Whole(data), 0)
        : SavePath.splice(before, data);
  }

  private Batch batchOf(List<Element> elements) {
    return new Batch(
        token.attemptId(), token.id(), epoch, seq, List.copyOf(elements), List.of(), false);
  }

  /** Everything once in any order, and some of it again. */
  private void shuffleInto(List<Batch> batches) {
    List<Batch> deliveries = new ArrayList<>(batches);
    deliveries.removeIf(
        b -> arrived.contains(new Place(b.epoch(), b.seq(), 0)) && random.nextBoolean());
    for (Batch batch : batches) {
      if (random.nextInt(3) == 0) {
        deliveries.add(batch);
      }
    }
    Collections.shuffle(deliveries, random);
    network.addAll(deliveries);
  }

  private void insert(Batch batch) {
    List<Batch> queue = new ArrayList<>(network);
    queue.add(random.nextInt(queue.size() + 1), batch);
    network.clear();
    network.addAll(queue);
    assertTrue(queue.size() < 200, "repairs do not end");
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
