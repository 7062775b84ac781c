package org.examhall.core.scoring;

import java.time.Duration;
import org.examhall.kernel.sql.Tx;

/**
 * What the outbox does when a launch, or the platform, tells news of where grades go: those are due
 * at the next sweep, also what was sent elsewhere.
 *
 * <p>What is under way may have asked for its places before: its version goes up, so that it is
 * sent once more. What was refused stays so, with its reason, until the LMS has taken it. A pause
 * that the LMS asked for is kept.
 */
public final class AddressNews {
  private static final Duration BETWEEN_RETRIES_BY_LAUNCH = Duration.ofHours(1);

  /** Makes grades of one consumer due, whose ids the query {@code %s} locks in their order. */
  private static final String DUE =
      """
      with due as (
        %s
      ), pause as (
        select max(next_try_at) as until
          from score_outbox
         where consumer_id = (select min(consumer_id) from due)
           and state = 'waiting'
           and reason = 'too_many'
           and next_try_at > now()
      )
      update score_outbox o
         set version = o.version + 1,
             state = case when o.state in ('sending', 'refused') then o.state else 'waiting' end,
             next_try_at = least(o.next_try_at, greatest(now(), pause.until)),
             launch_retry_at = case o.state when 'refused' then now() else o.launch_retry_at end,
             tries = case o.state when 'sending' then o.tries else 0 end
        from due, pause
       where o.id = due.id
      """;

  private static final String OF_A_COLUMN =
      DUE.formatted(
          """
          select o.id, o.consumer_id
            from score_outbox o
            join resource_link l on l.resource_id = o.resource_id
           where l.id = ?
             and (? or o.state <> 'sent')
             and o.person_id in (select person_id
                                   from grade_place
                                  where resource_link_id = ?
                                    and standard = 'lti13')
           order by o.id
             for update of o
          """);

  private static final String OF_A_PERSON =
      DUE.formatted(
          """
          select o.id, o.consumer_id
            from score_outbox o
            join resource_link l on l.resource_id = o.resource_id
           where l.id = ?
             and o.person_id = ?
             and exists (select 1
                           from grade_place g
                          where g.resource_id = o.resource_id
                            and g.person_id = o.person_id)
             for update of o
          """);

  /**
   * What was refused is left alone: it would have to be made again for each who is not there, if a
   * platform forgets what it made.
   */
  private static final String OF_A_LOST_COLUMN =
      DUE.formatted(
          """
          select id, consumer_id
            from score_outbox
           where resource_id = ?
             and person_id <> ?
             and state in ('sent', 'sending')
             and person_id in (select g.person_id
                                 from grade_place g
                                 join lti13_service s on s.resource_link_id = g.resource_link_id
                                where g.resource_id = ?
                                  and s.deployment_id = ?
                                  and s.line_items_url = ?
                                  and s.line_item_url = '')
           order by id
             for update
          """);

  /**
   * A launch told something new about the column of a link: the grades of all whom it takes are
   * sent.
   *
   * @param elsewhere whether it is another column, so that grades are sent which the former one has
   */
  public void linkAddressed(Tx tx, long resourceLinkId, boolean elsewhere) {
    tx.change(OF_A_COLUMN, resourceLinkId, elsewhere, resourceLinkId);
  }

  /**
   * A launch gave this person's grade a place: what had none is sent, and what was refused is tried
   * once more, at most once an hour.
   *
   * @param news whether the place is one that this grade was never sent to: whatever its state, it
   *     is sent; a save at the same moment may not know of the place yet
   */
  public void addressed(Tx tx, long resourceLinkId, long personId, boolean news) {
    if (news) {
      GradeTurns.ofLink(tx, resourceLinkId, personId);
      tx.change(OF_A_PERSON, resourceLinkId, personId);
    } else {
      addressed(tx, resourceLinkId, personId);
    }
  }

  private static void addressed(Tx tx, long resourceLinkId, long personId) {
    tx.change(
        """
        update score_outbox o
           set state = case o.state when 'refused' then o.state else 'waiting' end,
               next_try_at = now(),
               launch_retry_at = case o.state when 'refused' then now() end,
               tries = 0
          from resource_link l
         where l.id = ?
           and o.resource_id = l.resource_id
           and o.person_id = ?
           and exists (select 1
                         from grade_place g
                        where g.resource_id = o.resource_id
                          and g.person_id = o.person_id)
           and (o.state = 'no_address'
                or o.state = 'refused'
                   and o.next_try_at is null
                   and (o.launch_retry_at is null
                        or o.launch_retry_at < now() - ? * interval '1 second'))
        """,
        resourceLinkId,
        personId,
        BETWEEN_RETRIES_BY_LAUNCH.toSeconds());
  }

  /** Another column stands for one that is lost, and has taken this person's grade. */
  public void columnReplaced(Tx tx, Column column, long personId) {
    tx.change(
        OF_A_LOST_COLUMN,
        column.resourceId(),
        personId,
        column.resourceId(),
        column.deploymentId(),
        column.lineItemsUrl());
  }
}
