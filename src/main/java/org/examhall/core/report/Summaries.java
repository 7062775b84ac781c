package org.examhall.core.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.examhall.core.context.InGroup;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/**
 * Sums over a resource, of all its learners or those of a group of the course, by the LMS's id of
 * it: one statement each, however large the class is.
 */
public final class Summaries {
  private static final int TENTHS = 10;

  /** Students and attempts by state. */
  public Progress progress(Tx tx, long resourceId, String group) {
    return tx.only(
        """
        select count(distinct person_id)::integer as students,
               (count(*) filter (where state = 'new'))::integer as not_begun,
               (count(*) filter (where state = 'running'))::integer as working,
               (count(*) filter (where state = 'ended'))::integer as ended
          from attempt
         where resource_id = ?
           and kind = 'graded'
           %s
        """
            .formatted(InGroup.of("person_id")),
        Progress::read,
        resourceId,
        group,
        group,
        resourceId);
  }

  /** Grades: where they are and how they are spread. */
  public GradeSummary grades(Tx tx, long resourceId, String group) {
    List<Integer> tenths = tenths(tx, resourceId, group);
    return tx.only(
        """
        select (count(*) filter (where state = 'sent'))::integer as sent,
               (count(*) filter (where state in ('waiting', 'sending')))::integer as waiting,
               (count(*) filter (where state = 'refused'))::integer as refused,
               (count(*) filter (where state = 'no_address'))::integer as no_address,
               avg(scaled_score) as mean,
               percentile_disc(0.5) within group (order by scaled_score) as median
          from score_outbox
         where resource_id = ?
           %s
        """
            .formatted(InGroup.of("person_id")),
        row -> summary(row, tenths),
        resourceId,
        group,
        group,
        resourceId);
  }

  private static List<Integer> tenths(Tx tx, long resourceId, String group) {
    List<Integer> counts = new ArrayList<>(Collections.nCopies(TENTHS, 0));
    tx.list(
            """
            select least(10, greatest(1, width_bucket(scaled_score, 0, 1, 10))) as tenth,
                   count(*)::integer as grades
              from score_outbox
             where resource_id = ?
               %s
             group by 1
            """
                .formatted(InGroup.of("person_id")),
            row -> new int[] {row.intAt("tenth"), row.intAt("grades")},
            resourceId,
            group,
            group,
            resourceId)
        .forEach(tenth -> counts.set(tenth[0] - 1, tenth[1]));
    return List.copyOf(counts);
  }

  private static GradeSummary summary(Row row, List<Integer> tenths) {
    return new GradeSummary(
        row.intAt("sent"),
        row.intAt("waiting"),
        row.intAt("refused"),
        row.intAt("no_address"),
        row.findDecimal("mean"),
        row.findDecimal("median"),
        tenths);
  }
}
