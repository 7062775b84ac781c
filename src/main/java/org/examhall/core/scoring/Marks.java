package org.examhall.core.scoring;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.examhall.core.scoring.Touched.Item;
import org.examhall.kernel.sql.Tx;

/**
 * Brings the marks of questions, parts and attempts in line with the current elements.
 *
 * <p>Every number is read from {@code attempt_cmi} after it was written, so the order of elements
 * is decided in one place only. Text that is no number is no mark. Callers hold the attempts' row
 * locks. Source: SCORM 2004 4th ed. RTE 4.2 (cmi.score, objectives, interactions); SCORM 1.2 RTE
 * 3.4.
 */
public final class Marks {
  /** Updates what {@code touched} names; the ids of attempts whose score or status changed. */
  public Set<Long> update(Tx tx, Touched touched) {
    if (!touched.questions().isEmpty()) {
      saveQuestions(tx, touched.questions());
    }
    if (!touched.parts().isEmpty()) {
      saveParts(tx, touched.parts());
    }
    return touched.attempts().isEmpty() ? Set.of() : saveAttempts(tx, touched.attempts());
  }

  /** Forgets all marks of an attempt that begins from nothing. */
  public void clear(Tx tx, long attemptId) {
    saveAttempts(tx, Set.of(attemptId));
    tx.change("delete from attempt_question where attempt_id = ?", attemptId);
    tx.change("delete from attempt_part where attempt_id = ?", attemptId);
  }

  private static void saveQuestions(Tx tx, Collection<Item> questions) {
    tx.change(
        """
        insert into attempt_question
               (attempt_id, position, name, raw_score, max_score, scaled_score,
                completion_status, success_status)
        select t.attempt_id, t.position, left(coalesce(v.name, ''), 1000),
               mark(v.raw), mark(v.high),
               scaled_mark(mark(v.scaled), mark(v.raw), mark(v.low), mark(v.high)),
               completion_word(v.completion, v.lesson), success_word(v.success, v.lesson)
          from unnest(?::bigint[], ?::integer[]) as t (attempt_id, position)
         cross join lateral (
               select max(c.value) filter (where f.field = 'description') as name,
                      max(c.value) filter (where f.field = 'score.raw') as raw,
                      max(c.value) filter (where f.field = 'score.min') as low,
                      max(c.value) filter (where f.field = 'score.max') as high,
                      max(c.value) filter (where f.field = 'score.scaled') as scaled,
                      max(c.value) filter (where f.field = 'completion_status') as completion,
                      max(c.value) filter (where f.field = 'success_status') as success,
                      max(c.value) filter (where f.field = 'status') as lesson
                 from unnest(array['description', 'score.raw', 'score.min', 'score.max',
                                   'score.scaled', 'completion_status', 'success_status',
                                   'status']) as f (field)
                 join attempt_cmi c
                   on c.attempt_id = t.attempt_id
                  and c.key = 'cmi.objectives.' || t.position || '.' || f.field) as v
            on conflict (attempt_id, position) do update
           set name = excluded.name,
               raw_score = excluded.raw_score,
               max_score = excluded.max_score,
               scaled_score = excluded.scaled_score,
               completion_status = excluded.completion_status,
               success_status = excluded.success_status
        """,
        attemptIds(questions),
        positions(questions));
  }

  private static void saveParts(Tx tx, Collection<Item> parts) {
    tx.change(
        """
        insert into attempt_part
               (attempt_id, position, path, part_type, raw_score, max_score, answer)
        select t.attempt_id, t.position, left(coalesce(v.id, ''), 1000),
               left(coalesce(v.type, ''), 100), mark(v.result), mark(v.weighting),
               coalesce(v.answer, v.old_answer)
          from unnest(?::bigint[], ?::integer[]) as t (attempt_id, position)
         cross join lateral (
               select max(c.value) filter (where f.field = 'id') as id,
                      max(c.value) filter (where f.field = 'type') as type,
                      max(c.value) filter (where f.field = 'weighting') as weighting,
                      max(c.value) filter (where f.field = 'result') as result,
                      max(c.value) filter (where f.field = 'learner_response') as answer,
                      max(c.value) filter (where f.field = 'student_response') as old_answer
                 from unnest(array['id', 'type', 'weighting', 'result', 'learner_response',
                                   'student_response']) as f (field)
                 join attempt_cmi c
                   on c.attempt_id = t.attempt_id
                  and c.key = 'cmi.interactions.' || t.position || '.' || f.field) as v
            on conflict (attempt_id, position) do update
           set path = excluded.path,
               part_type = excluded.part_type,
               raw_score = excluded.raw_score,
               max_score = excluded.max_score,
               answer = excluded.answer
        """,
        attemptIds(parts),
        positions(parts));
  }

  private static Set<Long> saveAttempts(Tx tx, Collection<Long> attempts) {
    return new TreeSet<>(
        tx.list(
            """
            with reported as (
              select t.id,
                     mark(v.raw) as raw, mark(v.high) as high,
                     scaled_mark(mark(v.scaled), mark(v.raw), mark(v.low), mark(v.high)) as scaled,
                     completion_word(v.completion, v.lesson) as completion,
                     success_word(v.success, v.lesson) as success
                from unnest(?::bigint[]) as t (id)
               cross join lateral (
                     select coalesce(
                              max(c.value) filter (where c.key = 'cmi.score.raw'),
                              max(c.value) filter (where c.key = 'cmi.core.score.raw')) as raw,
                            coalesce(
                              max(c.value) filter (where c.key = 'cmi.score.min'),
                              max(c.value) filter (where c.key = 'cmi.core.score.min')) as low,
                            coalesce(
                              max(c.value) filter (where c.key = 'cmi.score.max'),
                              max(c.value) filter (where c.key = 'cmi.core.score.max'),
                              max('100') filter (where c.key = 'cmi.core.score.raw')) as high,
                            max(c.value) filter (where c.key = 'cmi.score.scaled') as scaled,
                            max(c.value) filter (where c.key = 'cmi.completion_status')
                              as completion,
                            max(c.value) filter (where c.key = 'cmi.success_status') as success,
                            max(c.value) filter (where c.key = 'cmi.core.lesson_status') as lesson
                       from attempt_cmi c
                      where c.attempt_id = t.id
                        and c.key = any (?::text[])) as v)
            update attempt a
               set raw_score = r.raw,
                   max_score = r.high,
                   scaled_score = r.scaled,
                   completion_status = r.completion,
                   success_status = r.success
              from reported r
             where a.id = r.id
               and (a.raw_score, a.max_score, a.scaled_score,
                    a.completion_status, a.success_status)
                   is distinct from (r.raw, r.high, r.scaled, r.completion, r.success)
            returning a.id
            """,
            row -> row.longAt("id"),
            attempts.stream().mapToLong(Long::longValue).toArray(),
            Touched.OF_ATTEMPTS.toArray(String[]::new)));
  }

  private static long[] attemptIds(Collection<Item> items) {
    return items.stream().mapToLong(Item::attemptId).toArray();
  }

  private static int[] positions(Collection<Item> items) {
    return items.stream().mapToInt(Item::position).toArray();
  }
}
