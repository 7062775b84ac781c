package org.examhall.core.attempt.save;

import java.util.List;
import java.util.Optional;
import org.examhall.core.attempt.AttemptEvents;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.Grades;
import org.examhall.core.scoring.IdentifyQuestions;
import org.examhall.kernel.sql.Tx;

/**
 * Ends attempts whose time is over, though no window is open that would save and learn of it.
 *
 * <p>What ends and when is decided as in a save. An attempt that somebody has in hand is left for
 * the next time: a save of it ends it, too. Repeats: harmless. Threads: any, of any process.
 * Source: docs/reference/access-rules.md.
 */
public final class CloseOverdue {
  private final Standings standings = new Standings();
  private final AttemptChanges changes;
  private final IdentifyQuestions identify;
  private final Grades grades;

  /** Notes ends here. */
  public CloseOverdue(AttemptEvents events, IdentifyQuestions identify, Grades grades) {
    this.changes = new AttemptChanges(events);
    this.identify = identify;
    this.grades = grades;
  }

  /**
   * What a step did.
   *
   * @param ended attempts, to tell their windows after the commit
   * @param dueGrades to ring the bell for after the commit
   * @param next where the next step goes on; empty: all were looked at
   */
  public record Step(List<Long> ended, List<DueGrade> dueGrades, Optional<Long> next) {}

  /** Looks at so many attempts of those that come after this one, and ends what is over. */
  public Step run(Tx tx, long after, int most) {
    List<Long> candidates = candidates(tx, after, most);
    if (candidates.isEmpty()) {
      return new Step(List.of(), List.of(), Optional.empty());
    }
    List<Fold> over =
        standings.lockAndRead(tx, candidates).stream()
            .map(standing -> new Fold(standing, Current.NONE))
            .filter(fold -> fold.newEnd().isPresent())
            .toList();
    changes.save(tx, over);
    changes.note(tx, over, List.of());
    List<Long> ended = over.stream().map(Fold::attemptId).toList();
    return new Step(
        ended,
        grades.changed(tx, ended.stream().mapToLong(Long::longValue).toArray()),
        Optional.of(candidates.get(candidates.size() - 1)));
  }

  /**
   * Finds out which questions an attempt that was ended had. In a transaction of its own, as what
   * one attempt holds must not keep others from ending; where it fails, it is done when somebody
   * looks.
   */
  public void identify(Tx tx, long attemptId) {
    identify.run(tx, attemptId);
  }

  /**
   * Attempts that are over for those without extra time; whether these are, the rules say. What may
   * go on for years is not among them, or each look would cost more than the last.
   */
  private static List<Long> candidates(Tx tx, long after, int most) {
    return tx.list(
        """
        select a.id
          from attempt a
          join exam_version v
            on v.id = a.exam_version_id
          left join resource_setting s
            on s.resource_id = a.resource_id
         where a.state <> 'ended'
           and a.kind = 'graded'
           and a.id > ?
           and now() > least(
                 s.available_until,
                 case when a.started_at <= s.due_at
                        or exists (select 1
                                     from access_change_member m
                                    where m.person_id = a.person_id)
                   then s.due_at
                 end,
                 a.started_at + make_interval(secs => coalesce(
                   s.time_limit_minutes * 60,
                   case when v.numbas_version is not null and not v.allow_pause
                     then nullif(v.duration_seconds, 0)
                   end)))
         order by a.id
         limit ?
           for no key update of a
          skip locked
        """,
        row -> row.longAt("id"),
        after,
        most);
  }
}
