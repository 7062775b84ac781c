package org.examhall.core.context;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code launch} table. */
public final class Launches {
  /** In the details of a launch: where its LMS is, beside its issuer; with blanks between. */
  public static final String OWN_SITES = "own_sites";

  private static final String INSERT =
      """
      insert into launch
             (id, secret_hash, consumer_id, lti13_deployment_id, context_id, resource_link_id,
              person_id, role, purpose, locale, return_url, document_target, source_address,
              user_agent, mentor_of, parameters, details, expires_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
              now() + ? * interval '1 second')
      """;

  /** Stores a verified launch. */
  public void add(Tx tx, NewLaunch launch) {
    tx.change(INSERT, values(launch));
  }

  /**
   * The same at the transaction's end: not where others may wait for rows of its person or course
   * that the transaction has locked by then.
   */
  public void addAtEnd(Tx tx, NewLaunch launch) {
    tx.atEnd(INSERT, values(launch));
  }

  private static Object[] values(NewLaunch launch) {
    return new Object[] {
      launch.id(),
      launch.secretHash(),
      launch.place().consumerId(),
      launch.place().deploymentId(),
      launch.place().contextId(),
      launch.place().resourceLinkId(),
      launch.personId(),
      launch.role(),
      launch.purpose(),
      launch.presentation().locale(),
      launch.presentation().returnUrl(),
      launch.presentation().documentTarget(),
      launch.browser().address(),
      launch.browser().agent(),
      launch.mentorOf().toArray(new String[0]),
      launch.parameters(),
      launch.details(),
      launch.lifetime().toSeconds()
    };
  }

  /**
   * The launch with this id if it is alive, its consumer enabled, its course not deleted, and
   * {@code secretHash} is its own; else empty, without telling which.
   */
  public Optional<Launch> find(Tx tx, String id, byte[] secretHash) {
    return tx.one(
        """
        select l.id, l.consumer_id, l.context_id, l.purpose, l.resource_link_id, l.person_id,
               l.role, l.locale, l.return_url, l.expires_at, r.resource_id, p.display_name,
               coalesce(nullif(k.title, ''), k.label) as course_title,
               concat_ws(' ', g.issuer, g.authorization_url, g.token_url, l.details ->> 'own_sites')
                 as platform
          from launch l
          join consumer c on c.id = l.consumer_id and c.enabled
          join context k on k.id = l.context_id and k.deleted_at is null
          left join resource_link r on r.id = l.resource_link_id
          join person p on p.id = l.person_id
          left join lti13_deployment d on d.id = l.lti13_deployment_id
          left join lti13_registration g on g.id = d.registration_id
         where l.id = ?
           and l.secret_hash = ?
           and l.expires_at > now()
        """,
        Launch::read,
        id,
        secretHash);
  }

  /** Whether the registration behind it lets administrators of the LMS erase people. */
  public boolean adminsErase(Tx tx, Launch launch) {
    return tx.one(
            """
            select g.id
              from launch l
              join lti13_deployment d on d.id = l.lti13_deployment_id
              join lti13_registration g on g.id = d.registration_id
             where l.id = ?
               and g.admins_erase
            """,
            row -> row.longAt("id"),
            launch.id())
        .isPresent();
  }

  /** What is kept for the answer of a selection or a review, as JSON. */
  public String details(Tx tx, String id) {
    return tx.only(
        """
        select details::text as details
          from launch
         where id = ?
        """,
        row -> row.text("details"),
        id);
  }

  /** The same; the row stays locked until the transaction ends, so that one answer wins. */
  public String lockDetails(Tx tx, String id) {
    return tx.only(
        """
        select details::text as details
          from launch
         where id = ?
           for update
        """,
        row -> row.text("details"),
        id);
  }

  /** Keeps more of them, in place of what has the same names. */
  public void addDetails(Tx tx, String id, JsonNode more) {
    tx.change(
        """
        update launch
           set details = details || ?
         where id = ?
        """,
        more,
        id);
  }

  /**
   * Deletes some of the launches whose time is over since a day, at most {@code most}, and leaves
   * their number in the tally of their consumers; how many. Till then they tell what happened
   * lately.
   */
  public int removeExpired(Tx tx, int most) {
    return tx.only(
        """
        with gone as (
          delete from launch
           where id in (select id
                          from launch
                         where expires_at < now() - interval '1 day'
                         order by expires_at
                         limit ?)
          returning consumer_id, created_at),
        counted as (
          insert into consumer_tally as t (consumer_id, event, since, outcome, times, last_at)
          select consumer_id, 'launch', date_bin('15 minutes', created_at, 'epoch') as since, '',
                 count(*), max(created_at)
            from gone
           group by consumer_id, since
           order by consumer_id, since
              on conflict (consumer_id, event, since, outcome) do update
             set times = t.times + excluded.times,
                 last_at = greatest(t.last_at, excluded.last_at))
        select count(*)::integer as gone
          from gone
        """,
        row -> row.intAt("gone"),
        most);
  }
}
