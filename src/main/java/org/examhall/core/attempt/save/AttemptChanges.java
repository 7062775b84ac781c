package org.examhall.core.attempt.save;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.examhall.core.attempt.AttemptEvents;
import org.examhall.core.attempt.AttemptEvents.Event;
import org.examhall.core.attempt.save.BatchHistory.Entry;
import org.examhall.core.attempt.save.Standing.End;
import org.examhall.kernel.sql.Tx;

/** What a save changes about attempts besides marks: they begin, go on, end. */
final class AttemptChanges {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final AttemptEvents events;

  AttemptChanges(AttemptEvents events) {
    this.events = events;
  }

  /** Brings the attempts' rows up to date; an end that is there stays. */
  void save(Tx tx, List<Fold> folds) {
    tx.change(
        """
        update attempt a
           set state = case
                 when t.end_reason is not null then 'ended'
                 when t.counted and a.state = 'new' then 'running'
                 else a.state
               end,
               started_at = case when t.counted then coalesce(a.started_at, t.at)
                            else a.started_at end,
               last_saved_at = coalesce(t.at, a.last_saved_at),
               ended_at = coalesce(a.ended_at, t.ended_at),
               end_reason = coalesce(a.end_reason, t.end_reason),
               ended_epoch = coalesce(a.ended_epoch, nullif(t.ended_epoch, 0)),
               ended_seq = coalesce(a.ended_seq, nullif(t.ended_seq, 0))
          from unnest(?::bigint[], ?::timestamptz[], ?::boolean[], ?::timestamptz[], ?::text[],
                      ?::integer[], ?::integer[])
               as t (id, at, counted, ended_at, end_reason, ended_epoch, ended_seq)
         where a.id = t.id
        """,
        folds.stream().mapToLong(Fold::attemptId).toArray(),
        folds.stream().map(fold -> fold.savedAt().orElse(null)).toArray(Instant[]::new),
        counted(folds),
        folds.stream().map(f -> f.newEnd().map(End::at).orElse(null)).toArray(Instant[]::new),
        folds.stream()
            .map(f -> f.newEnd().map(AttemptChanges::word).orElse(null))
            .toArray(String[]::new),
        folds.stream().mapToInt(f -> place(f).map(Place::epoch).orElse(0)).toArray(),
        folds.stream().mapToInt(f -> place(f).map(Place::seq).orElse(0)).toArray());
  }

  /** Leaves a trace of ends and of what came after them. */
  void note(Tx tx, List<Fold> folds, List<Entry> entries) {
    List<Event> happened = new ArrayList<>();
    for (Fold fold : folds) {
      fold.newEnd()
          .map(end -> JSON.objectNode().put("reason", word(end)))
          .ifPresent(details -> happened.add(new Event(fold.attemptId(), "ended", details)));
    }
    for (Entry entry : entries) {
      if (entry.late()) {
        happened.add(late(entry));
      }
    }
    events.add(tx, happened);
  }

  private static Event late(Entry entry) {
    return new Event(
        entry.batch().attemptId(),
        "late",
        JSON.objectNode()
            .put("epoch", entry.batch().epoch())
            .put("seq", entry.batch().seq())
            .put("elements", entry.kept().size()));
  }

  private static boolean[] counted(List<Fold> folds) {
    boolean[] counted = new boolean[folds.size()];
    for (int i = 0; i < counted.length; i++) {
      counted[i] = folds.get(i).counted();
    }
    return counted;
  }

  private static Optional<Place> place(Fold fold) {
    return fold.newEnd().flatMap(End::place);
  }

  private static String word(End end) {
    return end.reason().name().toLowerCase(Locale.ROOT);
  }
}
