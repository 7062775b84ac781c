package org.examhall.player;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many of something one attempt may have at once. Threads: any. */
final class Crowd {
  private final int limit;
  private final Map<Long, Integer> present = new ConcurrentHashMap<>();

  Crowd(int limit) {
    this.limit = limit;
  }

  /** Counts one more; false when there are enough. */
  boolean enter(long attemptId) {
    int now = present.merge(attemptId, 1, Integer::sum);
    if (now > limit) {
      leave(attemptId);
    }
    return now <= limit;
  }

  /** One of those that entered is gone. */
  void leave(long attemptId) {
    present.computeIfPresent(attemptId, (id, count) -> count == 1 ? null : count - 1);
  }
}
