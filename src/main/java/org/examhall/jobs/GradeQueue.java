package org.examhall.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.examhall.core.scoring.DueGrade;
import org.examhall.kernel.redis.Redis;

/**
 * Ids of due grades in Redis: a lane for each consumer, and a lane of the consumers that were rung
 * for. A consumer is rung for after its grades are in, so whoever hears it finds them. Each id and
 * consumer is in at most once. Losing any of it is harmless. Threads: any.
 */
public final class GradeQueue {
  private static final String RUNG = "grades:rung";

  private final Redis redis;

  /** A queue in this Redis. */
  public GradeQueue(Redis redis) {
    this.redis = redis;
  }

  /** Adds these; false when Redis is away, and then some or all are not in. */
  public boolean add(List<DueGrade> grades) {
    Map<Long, List<String>> idsByConsumer =
        grades.stream()
            .collect(
                Collectors.groupingBy(
                    DueGrade::consumerId,
                    Collectors.mapping(g -> Long.toString(g.outboxId()), Collectors.toList())));
    boolean in =
        idsByConsumer.entrySet().stream()
            .allMatch(e -> redis.offer(lane(e.getKey()), e.getValue()));
    return in && redis.offer(RUNG, idsByConsumer.keySet().stream().map(String::valueOf).toList());
  }

  /** A consumer that was rung for, waiting for one. */
  Optional<Long> awaitConsumer(Duration wait) {
    return redis.await(RUNG, wait).flatMap(GradeQueue::number);
  }

  /** The next grade of a consumer. */
  Optional<DueGrade> take(long consumerId) {
    return redis
        .take(lane(consumerId))
        .flatMap(GradeQueue::number)
        .map(id -> new DueGrade(id, consumerId));
  }

  private static String lane(long consumerId) {
    return "grades:" + consumerId;
  }

  /** Anybody may have written into Redis. */
  private static Optional<Long> number(String text) {
    return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
