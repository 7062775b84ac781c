package org.examhall.core.attempt.save;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.examhall.kernel.sql.Tx;

/**
 * How much one attempt may hold, so that none is too large for whoever reads it whole: its next
 * window, a review.
 *
 * <p>Far more than any exam needs. Adding up is not free, so it is done for a batch that brings
 * much, for one of many others, and for those that were full before. Threads: any. Source:
 * docs/reference/protocol.md 1.
 */
final class Room {
  private static final long MOST_BYTES = 8L << 20;
  private static final int MUCH_CHARS = 8_192;
  private static final int ONE_OF = 512;
  private static final int MOST_REMEMBERED = 1_000;
  private static final int SHORT_CHARS = 1_000;

  /** There is one of each, or one an activity: what an attempt comes to, not what it piles up. */
  private static final Pattern RESULT =
      Pattern.compile(
          "(sco\\.\\d{1,3}\\.)?"
              + "(cmi\\.(core\\.)?((completion|success|lesson)_status|(lesson_)?location"
              + "|score\\.(raw|min|max|scaled)|progress_measure|exit|session_time)"
              + "|adl\\.nav\\.request|player\\.(total_seconds|next_entry|activity))");

  private final Set<Long> wereFull =
      Collections.newSetFromMap(
          Collections.synchronizedMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
                  return size() > MOST_REMEMBERED;
                }
              }));

  /** Those of the attempts that are full, or would be with these batches, as far as was looked. */
  Set<Long> full(Tx tx, List<Batch> batches) {
    Map<Long, Long> asked =
        batches.stream().collect(groupingBy(Batch::attemptId, summingLong(Room::charsBesideState)));
    asked.entrySet().removeIf(brought -> !isToBeAsked(brought.getKey(), brought.getValue()));
    if (asked.isEmpty()) {
      return Set.of();
    }
    Map<Long, Long> held = bytes(tx, asked.keySet());
    Set<Long> full =
        asked.entrySet().stream()
            .filter(e -> held.getOrDefault(e.getKey(), 0L) + e.getValue() > MOST_BYTES)
            .map(Map.Entry::getKey)
            .collect(toSet());
    wereFull.removeAll(asked.keySet());
    wereFull.addAll(full);
    return full;
  }

  private static Map<Long, Long> bytes(Tx tx, Set<Long> attemptIds) {
    Map<Long, Long> bytes = new HashMap<>();
    tx.list(
        """
        select attempt_id, sum(length(key) + octet_length(value))::bigint as bytes
          from attempt_cmi
         where attempt_id = any (?)
           and key <> 'cmi.suspend_data'
         group by attempt_id
        """,
        row -> bytes.put(row.longAt("attempt_id"), row.longAt("bytes")),
        attemptIds.stream().mapToLong(Long::longValue).toArray());
    return bytes;
  }

  /** What of a batch a full attempt still takes: its state and its result. */
  static Batch cut(Batch batch) {
    List<Element> kept = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>(batch.refused());
    for (Element element : batch.elements()) {
      if (isKept(element)) {
        kept.add(element);
      } else {
        refused.add(new Refusal(element.key(), Refusal.Why.SIZE));
      }
    }
    return batch.with(kept, refused);
  }

  private static boolean isKept(Element element) {
    return element.key().equals(ElementRules.SUSPEND_DATA)
        || (element.content().chars() <= SHORT_CHARS && RESULT.matcher(element.key()).matches());
  }

  private boolean isToBeAsked(long attemptId, long chars) {
    return chars > MUCH_CHARS
        || wereFull.contains(attemptId)
        || ThreadLocalRandom.current().nextInt(ONE_OF) == 0;
  }

  private static long charsBesideState(Batch batch) {
    return batch.elements().stream()
        .filter(element -> !element.key().equals(ElementRules.SUSPEND_DATA))
        .mapToLong(element -> element.key().length() + element.content().chars())
        .sum();
  }
}
