package org.examhall.core.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.examhall.core.context.InGroup;
import org.examhall.kernel.sql.Tx;

/**
 * Reads attempts for lists; test runs are never among them.
 *
 * <p>Pages are found by the place of an attempt in the order, not by counting, so that a page costs
 * the same wherever it is and new attempts do not shift it.
 */
public final class AttemptLines {
  private static final String COLUMNS =
      """
      a.id, a.person_id, p.display_name, a.number, a.state, a.started_at, a.last_saved_at,
      a.ended_at, a.raw_score, a.max_score, a.scaled_score, r.*,
      (select count(distinct late.answer)
         from attempt_event e
        cross join lateral jsonb_array_elements_text(e.details -> 'answers') as late (answer)
        where e.attempt_id = a.id
          and e.event = 'late')::integer as late_answers
      """;

  /** One page of the resource's attempts. */
  public AttemptPage page(Tx tx, long resourceId, AttemptQuery query) {
    boolean down = query.descending() != query.backwards();
    List<AttemptLine> found =
        tx.list(
            """
            with page as (
              select a.id
                from attempt a
                join person p on p.id = a.person_id
               where a.resource_id = ?
                 and a.kind = 'graded'
                 and strpos(lower(p.display_name), lower(?)) > 0
                 %5$s
                 and (? or (%1$s, a.id) %2$s (select %1$s, a.id
                                                from attempt a
                                                join person p on p.id = a.person_id
                                               where a.id = ?
                                                 and a.resource_id = ?))
               order by %1$s %3$s, a.id %3$s
               limit ?)
            select %4$s
              from page
              join attempt a on a.id = page.id
              join person p on p.id = a.person_id
              join attempt_rule r on r.attempt_id = a.id
             order by %1$s %3$s, a.id %3$s
            """
                .formatted(
                    query.sort().expression(),
                    down ? "<" : ">",
                    down ? "desc" : "asc",
                    COLUMNS,
                    InGroup.of("a.person_id")),
            AttemptLine::read,
            resourceId,
            query.search(),
            query.group(),
            query.group(),
            resourceId,
            query.start().isEmpty(),
            query.start(),
            resourceId,
            query.limit() + 1);
    return cut(found, query);
  }

  /** The person's attempts, newest first. */
  public List<AttemptLine> listOf(Tx tx, long resourceId, long personId) {
    return tx.list(
        """
        select %s
          from attempt a
          join person p on p.id = a.person_id
          join attempt_rule r on r.attempt_id = a.id
         where a.resource_id = ?
           and a.person_id = ?
           and a.kind = 'graded'
         order by a.number desc
        """
            .formatted(COLUMNS),
        AttemptLine::read,
        resourceId,
        personId);
  }

  /** The attempts of all these persons, newest first. */
  public List<AttemptLine> listOf(Tx tx, long resourceId, Collection<Long> personIds) {
    return tx.list(
        """
        select %s
          from attempt a
          join person p on p.id = a.person_id
          join attempt_rule r on r.attempt_id = a.id
         where a.resource_id = ?
           and a.person_id = any(?)
           and a.kind = 'graded'
         order by a.number desc
        """
            .formatted(COLUMNS),
        AttemptLine::read,
        resourceId,
        personIds.stream().mapToLong(Long::longValue).toArray());
  }

  /** One row more than the limit was asked for, to learn whether there are more. */
  private static AttemptPage cut(List<AttemptLine> found, AttemptQuery query) {
    boolean more = found.size() > query.limit();
    List<AttemptLine> rows = new ArrayList<>(more ? found.subList(0, query.limit()) : found);
    if (query.backwards()) {
      Collections.reverse(rows);
    }
    boolean before = query.backwards() ? more : query.start().isPresent();
    boolean after = query.backwards() || more;
    return new AttemptPage(rows, edge(rows, 0, before), edge(rows, rows.size() - 1, after));
  }

  private static Optional<Long> edge(List<AttemptLine> rows, int index, boolean more) {
    return more && !rows.isEmpty() ? Optional.of(rows.get(index).id()) : Optional.empty();
  }
}
