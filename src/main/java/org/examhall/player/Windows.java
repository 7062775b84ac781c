package org.examhall.player;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open windows of this process, by attempt. Threads: any. */
final class Windows {
  private final Map<Long, Set<Window>> byAttempt = new ConcurrentHashMap<>();

  void add(Window window) {
    byAttempt.compute(
        window.attemptId(),
        (id, windows) -> {
          Set<Window> all = windows == null ? ConcurrentHashMap.newKeySet() : windows;
          all.add(window);
          return all;
        });
  }

  void remove(Window window) {
    byAttempt.computeIfPresent(
        window.attemptId(),
        (id, windows) -> {
          windows.remove(window);
          return windows.isEmpty() ? null : windows;
        });
  }

  /** Those on the attempt. */
  Collection<Window> of(long attemptId) {
    return byAttempt.getOrDefault(attemptId, Set.of());
  }

  /** Attempts that are open in some window. */
  List<Long> attempts() {
    return List.copyOf(byAttempt.keySet());
  }
}
