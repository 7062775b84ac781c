package org.examhall.core.scoring;

import java.util.List;
import org.examhall.core.context.InGroup;
import org.examhall.kernel.sql.Tx;

/**
 * Has many grades of the {@code score_outbox} table sent again, in one statement each: they are due
 * from then on, and go out in their lane like any other. What is being sent is left alone, and so
 * is what has no place. Each returns what to ring for.
 */
public final class Requeues {
  /** Those of these persons, as far as they have something to send. */
  public List<DueGrade> persons(Tx tx, long resourceId, long[] personIds) {
    return requeue(
        tx,
        "r.resource_id = ? and r.person_id = any (?) and r.state <> 'sending'",
        resourceId,
        personIds);
  }

  /**
   * What was refused for this resource.
   *
   * @param group the LMS's id of a group of the course; empty is everybody
   */
  public List<DueGrade> refused(Tx tx, long resourceId, String group) {
    return requeue(
        tx,
        "r.resource_id = ? and r.state = 'refused' " + InGroup.of("r.person_id"),
        resourceId,
        group,
        group,
        resourceId);
  }

  /** What was refused for all of a consumer. */
  public List<DueGrade> refused(Tx tx, long consumerId) {
    return requeue(tx, "r.consumer_id = ? and r.state = 'refused'", consumerId);
  }

  private static List<DueGrade> requeue(Tx tx, String which, Object... parameters) {
    return tx.list(
        """
        update score_outbox
           set state = 'waiting',
               next_try_at = now(),
               lease_until = null,
               tries = 0,
               reason = null,
               reason_detail = null
         where id in (select r.id
                        from score_outbox r
                       where %s
                         and (r.lease_until is null or r.lease_until < now())
                         and exists (select 1
                                       from grade_place g
                                      where g.resource_id = r.resource_id
                                        and g.person_id = r.person_id)
                       order by r.id
                         for update skip locked)
        returning id, consumer_id
        """
            .formatted(which),
        DueGrade::read,
        parameters);
  }

  /**
   * A registration is active again: what waits for its platform, or found no place meanwhile, is
   * due, but for what the platform asked a pause for.
   */
  public List<DueGrade> reconnected(Tx tx, long registrationId) {
    return tx.list(
        """
        update score_outbox o
           set state = 'waiting',
               next_try_at = now(),
               tries = 0
         where o.state in ('waiting', 'no_address')
           and o.reason is distinct from 'too_many'
           and (o.resource_id, o.person_id) in (select p.resource_id, p.person_id
                                                  from lti13_deployment d
                                                  join lti13_service s
                                                    on s.deployment_id = d.id
                                                  join grade_place p
                                                    on p.resource_link_id = s.resource_link_id
                                                 where d.registration_id = ?)
        returning id, consumer_id
        """,
        DueGrade::read,
        registrationId);
  }
}
