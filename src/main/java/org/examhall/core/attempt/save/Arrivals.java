package org.examhall.core.attempt.save;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.examhall.core.attempt.save.Arrived.Gap;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/** Counts what arrived of an attempt and finds what is missing. Changes nothing. */
public final class Arrivals {
  static final int MAX_MISSING = 100;

  /** What content says on being left, be it the whole or one activity of several. */
  private static final String FAREWELL =
      "^(sco\\.[0-9]+\\.)?(cmi\\.(core\\.)?(exit|session_time)|adl\\.nav\\.request)$";

  private final BatchHistory history;

  /** Over this table. */
  public Arrivals(BatchHistory history) {
    this.history = history;
  }

  /**
   * One window's batches.
   *
   * @param lastSeq the last that must be there, and all before it
   * @param batches of 1 to {@code lastSeq}, those that are
   */
  private record Window(
      int epoch,
      int lastSeq,
      int batches,
      int inTime,
      long elements,
      long lateElements,
      Optional<Instant> lastAt) {
    static Window read(Row row) {
      return new Window(
          row.intAt("epoch"),
          row.intAt("last_seq"),
          row.intAt("batches"),
          row.intAt("in_time"),
          row.longAt("elements"),
          row.longAt("late_elements"),
          row.findInstant("last_at"));
    }
  }

  /** What arrived of the attempt. */
  public Arrived of(Tx tx, long attemptId) {
    List<Window> windows = windows(tx, attemptId);
    return new Arrived(
        windows.stream().mapToInt(Window::inTime).sum(),
        windows.stream().mapToLong(Window::elements).sum(),
        windows.stream().mapToLong(Window::lateElements).sum(),
        windows.stream().flatMap(w -> w.lastAt().stream()).max(Instant::compareTo),
        gaps(tx, attemptId, windows));
  }

  /**
   * What a window numbered after its exam had ended need not be there: nothing of it counts, and a
   * page that is closed may not get its last words across. Of those that come, what content says on
   * being left is nothing that anybody need hear came late.
   */
  private static List<Window> windows(Tx tx, long attemptId) {
    return tx.list(
        """
        select b.epoch,
               coalesce(max(b.seq) filter (where w.owed), 0) as last_seq,
               count(*) filter (where w.owed)::integer as batches,
               count(*) filter (where not b.late)::integer as in_time,
               coalesce(sum(b.element_count) filter (where not b.late), 0)::bigint as elements,
               coalesce(sum((select count(*)
                               from json_array_elements(b.elements::json) e
                              where e ->> 'k' !~ ?))
                          filter (where b.late), 0)::bigint as late_elements,
               max(b.received_at) filter (where not b.late) as last_at
          from attempt a
          join attempt_history b
            on b.attempt_id = a.id
         cross join lateral (select coalesce(b.epoch <> a.ended_epoch or b.seq <= a.ended_seq, true))
               as w (owed)
         where a.id = ?
         group by b.epoch
         order by b.epoch
        """,
        Window::read,
        FAREWELL,
        attemptId);
  }

  private List<Gap> gaps(Tx tx, long attemptId, List<Window> windows) {
    Map<Integer, TreeSet<Integer>> missing = new TreeMap<>();
    for (Window window : windows) {
      if (window.batches() < window.lastSeq()) {
        List<Integer> stored = history.seqs(tx, attemptId, window.epoch());
        missing.put(
            window.epoch(), new TreeSet<>(Gaps.missing(stored, window.lastSeq(), MAX_MISSING)));
      }
    }
    for (Place place : unrepaired(tx, attemptId)) {
      missing.computeIfAbsent(place.epoch(), unused -> new TreeSet<>()).add(place.seq());
    }
    return missing.entrySet().stream()
        .map(entry -> new Gap(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  /** Batches whose splice did not fit, and after which no whole value came. */
  private static List<Place> unrepaired(Tx tx, long attemptId) {
    return tx.list(
        """
        select b.epoch, b.seq
          from attempt_history b
         where b.attempt_id = ?
           and b.refused like '%"base"%'
           and not exists (select 1
                             from attempt_value d
                            where d.attempt_id = b.attempt_id
                              and d.key = 'cmi.suspend_data'
                              and (d.epoch, d.seq) > (b.epoch, b.seq))
         order by b.epoch, b.seq
         limit ?
        """,
        row -> new Place(row.intAt("epoch"), row.intAt("seq"), 0), attemptId, MAX_MISSING);
  }
}
