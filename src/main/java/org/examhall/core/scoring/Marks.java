package org.examhall.core.scoring;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.examhall.core.scoring.Touched.Item;
import org.examhall.kernel.sql.Tx;

/**
 * Brings the marks of questions and attempts in line with the current elements.
 *
 * <p>Every number is read from {@code attempt_cmi} after it was written, so the order of elements
 * is decided in one place only. Text that is no number is no mark. Callers hold the attempts' row
 * locks. What elements of either standard say is the rule of {@code activity_outcome} in the
 * database. Source: docs/reference/packages.md, "Result".
 */
public final class Marks {
  /** Updates what {@code touched} names; the ids of attempts whose score or status changed. */
  public Set<Long> update(Tx tx, Touched touched) {
    if (!touched.questions().isEmpty()) {
      saveQuestions(tx, touched.questions());
    }
    if (!touched.activities().isEmpty()) {
      saveActivities(tx, touched.activities());
    }
    return touched.attempts().isEmpty() ? Set.of() : saveAttempts(tx, touched.attempts());
  }

  /** Forgets all marks of an attempt that begins from nothing. */
  public void clear(Tx tx, long attemptId) {
    tx.change("delete from attempt_question where attempt_id = ?", attemptId);
    saveAttempts(tx, Set.of(attemptId));
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
         cross join lateral (select 'cmi.objectives.' || t.position || '.') as p (prefix)
         cross join lateral (
               select max(c.value) filter (where c.key = p.prefix || 'description') as name,
                      max(c.value) filter (where c.key = p.prefix || 'score.raw') as raw,
                      max(c.value) filter (where c.key = p.prefix || 'score.min') as low,
                      max(c.value) filter (where c.key = p.prefix || 'score.max') as high,
                      max(c.value) filter (where c.key = p.prefix || 'score.scaled') as scaled,
                      max(c.value) filter (where c.key = p.prefix || 'completion_status') as completion,
                      max(c.value) filter (where c.key = p.prefix || 'success_status') as success,
                      max(c.value) filter (where c.key = p.prefix || 'status') as lesson
                 from attempt_cmi c
                where c.attempt_id = t.attempt_id
                  and c.key = any (array[
                        p.prefix || 'description', p.prefix || 'score.raw',
                        p.prefix || 'score.min', p.prefix || 'score.max',
                        p.prefix || 'score.scaled', p.prefix || 'completion_status',
                        p.prefix || 'success_status', p.prefix || 'status'])) as v
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

  /** Activities of a package that has several, each as the question at its position. */
  private static void saveActivities(Tx tx, Collection<Item> activities) {
    tx.change(
        """
        insert into attempt_question
               (attempt_id, position, name, raw_score, max_score, scaled_score,
                completion_status, success_status)
        select t.attempt_id, t.position, left(e.title, 1000), o.raw, o.high, o.scaled,
               o.completion, o.success
          from unnest(?::bigint[], ?::integer[]) as t (attempt_id, position)
          join attempt a
            on a.id = t.attempt_id
          join exam_version v
            on v.id = a.exam_version_id
          join exam_activity e
            on e.exam_version_id = v.id
           and e.position = t.position
           and e.kind = 'sco'
         cross join lateral activity_outcome(
                 t.attempt_id, 'sco.' || t.position || '.', v.standard, e.mastery_score) as o
            on conflict (attempt_id, position) do update
           set raw_score = excluded.raw_score,
               max_score = excluded.max_score,
               scaled_score = excluded.scaled_score,
               completion_status = excluded.completion_status,
               success_status = excluded.success_status
        """,
        attemptIds(activities),
        positions(activities));
  }

  private static Set<Long> saveAttempts(Tx tx, Collection<Long> attempts) {
    return new TreeSet<>(
        tx.list(
            """
            with reported as (
              select t.id, o.raw, o.high, o.scaled, o.completion, o.success
                from unnest(?::bigint[]) as t (id)
                join attempt b
                  on b.id = t.id
                join exam_version v
                  on v.id = b.exam_version_id
               cross join lateral (
                     select *
                       from activity_outcome(t.id, '', v.standard, v.mastery_score)
                      where v.activity_count = 1
                      union all
                     select *
                       from course_outcome(t.id, v.id)
                      where v.activity_count > 1) as o)
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
            attempts.stream().mapToLong(Long::longValue).toArray()));
  }

  private static long[] attemptIds(Collection<Item> items) {
    return items.stream().mapToLong(Item::attemptId).toArray();
  }

  private static int[] positions(Collection<Item> items) {
    return items.stream().mapToInt(Item::position).toArray();
  }
}
