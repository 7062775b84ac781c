package org.examhall.demo.lms;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts outcome requests and remembers the latest. Threads: any. */
public final class OutcomeLog {
  private static final int REMEMBERED = 10_000;

  private final Deque<Outcome> latest = new ArrayDeque<>();
  private final Map<String, Integer> counters = new TreeMap<>();

  synchronized void add(Outcome outcome) {
    counters.merge("received", 1, Integer::sum);
    counters.merge(outcome.behaviour(), 1, Integer::sum);
    latest.addLast(outcome);
    if (latest.size() > REMEMBERED) {
      latest.removeFirst();
    }
  }

  /** The latest requests, oldest first. */
  public synchronized List<Outcome> latest() {
    return List.copyOf(latest);
  }

  /** How many were {@code received}, {@code refused}, and treated in each way. */
  public synchronized Map<String, Integer> counters() {
    return new TreeMap<>(counters);
  }

  /** How many were treated in a way; {@code received} for all. */
  public synchronized int count(String behaviour) {
    return counters.getOrDefault(behaviour, 0);
  }

  /** Starts to count anew. */
  public synchronized void clear() {
    latest.clear();
    counters.clear();
  }
}
