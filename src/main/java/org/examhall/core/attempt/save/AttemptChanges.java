package org.examhall.core.attempt.save;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.core.attempt.AttemptEvents;
import org.examhall.core.attempt.AttemptEvents.Event;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.save.BatchHistory.Entry;
import org.examhall.core.attempt.save.Standing.End;
import org.examhall.kernel.sql.Tx;

/** What a save changes about attempts besides marks: they begin, go on, end. */
final class AttemptChanges {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern ANSWER =
      Pattern.compile(
          "cmi\\.interactions\\.(\\d{1,6})\\.(learner_response|student_response|staged_answer)");

  private final AttemptEvents events;

  AttemptChanges(AttemptEvents events) {
    this.events = events;
  }

  /** Brings the attempts' rows up to date; an end that is there stays. */
  void save(Tx tx, List<Fold> folds) {
    if (folds.isEmpty()) {
      return;
    }
    Instant now = folds.get(0).standing().now();
    tx.change(
        """
        update attempt a
           set state = case
                 when t.end_reason is not null then 'ended'
                 when t.counted and a.state = 'new' then 'running'
                 else a.state
               end,
               started_at = case when t.counted then coalesce(a.started_at, ?) else a.started_at end,
               last_saved_at = case when t.added then ? else a.last_saved_at end,
               ended_at = coalesce(a.ended_at, t.ended_at),
               end_reason = coalesce(a.end_reason, t.end_reason),
               ended_epoch = coalesce(a.ended_epoch, nullif(t.ended_epoch, 0)),
               ended_seq = coalesce(a.ended_seq, nullif(t.ended_seq, 0))
          from unnest(?::bigint[], ?::boolean[], ?::boolean[], ?::timestamptz[], ?::text[],
                      ?::integer[], ?::integer[])
               as t (id, added, counted, ended_at, end_reason, ended_epoch, ended_seq)
         where a.id = t.id
        """,
        now,
        now,
        folds.stream().mapToLong(Fold::attemptId).toArray(),
        Flags.of(folds, Fold::added),
        Flags.of(folds, Fold::counted),
        folds.stream().map(f -> f.newEnd().map(End::at).orElse(null)).toArray(Instant[]::new),
        folds.stream()
            .map(f -> f.newEnd().map(end -> word(end.reason())).orElse(null))
            .toArray(String[]::new),
        folds.stream().mapToInt(f -> place(f).map(Place::epoch).orElse(0)).toArray(),
        folds.stream().mapToInt(f -> place(f).map(Place::seq).orElse(0)).toArray());
  }

  /**
   * Ends attempts whose content has ended its session with a result. A result alone ends nothing:
   * content may report one before its score, or long before it is left. What counts is the newest
   * batch, whatever came first, so this reads what has been stored.
   */
  void finish(Tx tx, List<Fold> folds) {
    long[] ids = folds.stream().filter(Fold::mayHaveFinished).mapToLong(Fold::attemptId).toArray();
    if (ids.length == 0) {
      return;
    }
    List<Long> ended =
        tx.list(
            """
            update attempt a
               set state = 'ended', ended_at = clock_timestamp(), end_reason = 'exam',
                   ended_epoch = b.epoch, ended_seq = b.seq
              from unnest(?::bigint[]) as t (id)
             cross join lateral (
                   select epoch, seq, terminated
                     from attempt_batch
                    where attempt_id = t.id
                      and not late
                      and not stale
                    order by epoch desc, seq desc
                    limit 1) as b
             where a.id = t.id
               and b.terminated
               and (a.completion_status = 'completed'
                    or a.completion_status <> 'incomplete'
                       and exists (select 1
                                     from attempt_cmi c
                                    where c.attempt_id = a.id
                                      and c.key = 'cmi.success_status'
                                      and c.value in ('passed', 'failed')))
            returning a.id
            """,
            row -> row.longAt("id"),
            ids);
    events.add(tx, ended.stream().map(id -> Event.ended(id, EndReason.EXAM)).toList());
  }

  /** Leaves a trace of ends and of what came after them. */
  void note(Tx tx, List<Fold> folds, List<Entry> entries) {
    List<Event> happened = new ArrayList<>();
    for (Fold fold : folds) {
      fold.newEnd().ifPresent(end -> happened.add(Event.ended(fold.attemptId(), end.reason())));
    }
    for (Entry entry : entries) {
      if (entry.late()) {
        happened.add(late(entry));
      }
    }
    events.add(tx, happened);
  }

  private static Event late(Entry entry) {
    ObjectNode details =
        JSON.objectNode()
            .put("epoch", entry.batch().epoch())
            .put("seq", entry.batch().seq())
            .put("elements", entry.kept().size());
    ArrayNode answers = details.putArray("answers");
    answersIn(entry).forEach(answers::add);
    return new Event(entry.batch().attemptId(), "late", details);
  }

  /** Numbers of the interactions whose answers came; what content says as it leaves is none. */
  private static List<Integer> answersIn(Entry entry) {
    return entry.kept().stream()
        .map(element -> ANSWER.matcher(element.key()))
        .filter(Matcher::matches)
        .map(answer -> Integer.valueOf(answer.group(1)))
        .distinct()
        .toList();
  }

  private static Optional<Place> place(Fold fold) {
    return fold.newEnd().flatMap(End::place);
  }

  private static String word(EndReason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
