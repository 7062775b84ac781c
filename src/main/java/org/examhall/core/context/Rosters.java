package org.examhall.core.context;

import java.time.Duration;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code roster} table.
 *
 * <p>Nothing is fetched until an instructor wants it; from then on it is kept fresh, until nobody
 * has asked for as long as a course lasts.
 */
public final class Rosters {
  private static final Duration BETWEEN_WISHES = Duration.ofMinutes(1);
  private static final Duration WISH_LASTS = Duration.ofDays(180);

  /**
   * Where a verified launch said that the course's members are listed, and its groups.
   *
   * @param groups may be empty
   * @param groupSets may be empty
   */
  public record Addresses(String memberships, String groups, String groupSets) {}

  /**
   * Remembers the addresses, at the transaction's end. A class that launches at once only reads:
   * nobody waits for anybody.
   */
  public void save(Tx tx, long contextId, long deploymentId, Addresses said) {
    tx.atEnd(
        """
        insert into roster as r
               (context_id, deployment_id, memberships_url, groups_url, group_sets_url)
        select said.context_id, said.deployment_id, said.memberships_url, said.groups_url,
               said.group_sets_url
          from (values (?::bigint, ?::bigint, ?::text, ?::text, ?::text))
               as said (context_id, deployment_id, memberships_url, groups_url, group_sets_url)
         where not exists (select 1
                             from roster k
                            where (k.context_id, k.deployment_id, k.memberships_url, k.groups_url,
                                   k.group_sets_url)
                                  = (said.context_id, said.deployment_id, said.memberships_url,
                                     said.groups_url, said.group_sets_url))
            on conflict (context_id) do update
           set deployment_id = excluded.deployment_id,
               memberships_url = excluded.memberships_url,
               groups_url = excluded.groups_url,
               group_sets_url = excluded.group_sets_url,
               differences_url = case when r.memberships_url = excluded.memberships_url
                                      then r.differences_url
                                      else '' end
        """,
        contextId,
        deploymentId,
        said.memberships(),
        said.groups(),
        said.groupSets());
  }

  /** How old the course's list is; empty when its LMS gives none. */
  public Optional<Roster> find(Tx tx, long contextId) {
    return tx.one(
        """
        select fetched_at, next_try_at, nullif(problem, '') as problem,
               case when groups_url <> '' then nullif(groups_problem, '') end as groups_problem
          from roster
         where context_id = ?
        """,
        Roster::read,
        contextId);
  }

  /** Somebody wants to see the list: it is fetched soon. False when the LMS gives none. */
  public boolean want(Tx tx, long contextId) {
    return tx.change(
            """
            update roster
               set wanted_at = now(),
                   next_try_at = greatest(now(), fetched_at + ? * interval '1 second')
             where context_id = ?
            """,
            BETWEEN_WISHES.toSeconds(),
            contextId)
        == 1;
  }

  /**
   * The next list that is due, to be fetched by the caller alone for a while; empty when none is.
   *
   * @param lease after which another worker may have it
   */
  public Optional<DueRoster> take(Tx tx, Duration lease) {
    return tx.one(
        """
        update roster r
           set next_try_at = now() + ? * interval '1 second'
          from lti13_deployment d
          join lti13_registration g
            on g.id = d.registration_id
         where d.id = r.deployment_id
           and r.context_id = (select due.context_id
                                 from roster due
                                 join context c on c.id = due.context_id
                                 join consumer k on k.id = c.consumer_id and k.enabled
                                 join lti13_deployment e on e.id = due.deployment_id
                                 join lti13_registration v on v.id = e.registration_id and v.active
                                where due.next_try_at <= now()
                                  and due.wanted_at is not null
                                order by due.next_try_at
                                limit 1
                                  for update of due skip locked)
        returning r.context_id, r.memberships_url, r.differences_url, r.groups_url,
                  r.group_sets_url,
                  g.id as registration_id, g.client_id, g.token_url, g.token_audience
        """,
        DueRoster::read,
        lease.toSeconds());
  }

  /** Our copy is fresh now. */
  public void markFetched(Tx tx, long contextId, String differencesUrl, Duration untilNext) {
    tx.change(
        """
        update roster
           set fetched_at = now(),
               differences_url = ?,
               problem = '',
               next_try_at = case when wanted_at > now() - ? * interval '1 second'
                                  then now() + ? * interval '1 second' end
         where context_id = ?
        """,
        differencesUrl,
        WISH_LASTS.toSeconds(),
        untilNext.toSeconds(),
        contextId);
  }

  /** How reading the course's groups ended; empty when it went well. */
  public void saveGroupsProblem(Tx tx, long contextId, Optional<RosterProblem> problem) {
    tx.change(
        """
        update roster
           set groups_problem = coalesce(?, '')
         where context_id = ?
        """,
        problem,
        contextId);
  }

  /** Our copy stays as old as it is. */
  public void markFailed(Tx tx, long contextId, RosterProblem problem, Duration untilNext) {
    tx.change(
        """
        update roster
           set problem = ?,
               next_try_at = now() + ? * interval '1 second'
         where context_id = ?
        """,
        problem,
        untilNext.toSeconds(),
        contextId);
  }
}
