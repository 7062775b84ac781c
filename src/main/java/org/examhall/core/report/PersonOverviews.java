package org.examhall.core.report;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Reads what is known of a person for the administrator's page: one statement each. */
public final class PersonOverviews {
  private static final int LAST = 10;

  /** Who they are; empty if there is nobody. */
  public Optional<PersonOverview> find(Tx tx, long id) {
    return tx.one(
        """
        select p.id, p.consumer_id, c.title as consumer, p.display_name as name, p.email,
               p.created_at,
               coalesce((select string_agg(a.lti_user_id, e'\\n' order by a.lti_user_id)
                           from person_alias a
                          where a.person_id = p.id), '') as user_ids
          from person p
          join consumer c on c.id = p.consumer_id
         where p.id = ?
        """,
        PersonOverview::read,
        id);
  }

  /** Their last attempts, newest first. */
  public List<PersonAttempt> attempts(Tx tx, long id) {
    return tx.list(
        """
        select r.title, r.context_id, a.number, a.kind, a.state, a.created_at, a.last_saved_at,
               coalesce(nullif(c.title, ''), nullif(c.label, ''), c.lti_context_id) as context
          from attempt a
          join resource r on r.id = a.resource_id
          join context c on c.id = r.context_id
         where a.person_id = ?
         order by a.created_at desc, a.id desc
         limit ?
        """,
        PersonAttempt::read,
        id,
        LAST);
  }

  /** The last windows in which they opened attempts of their own, newest first. */
  public List<AttemptOpening> openings(Tx tx, long id) {
    return tx.list(
        """
        select t.created_at, r.title, a.number, t.mode
          from attempt a
          join attempt_token t on t.attempt_id = a.id and t.person_id = a.person_id
          join resource r on r.id = a.resource_id
         where a.person_id = ?
           and t.token_hash is not null
         order by t.created_at desc, t.id desc
         limit ?
        """,
        AttemptOpening::read,
        id,
        LAST);
  }

  /** Their last launches, newest first. */
  public List<PersonLaunch> launches(Tx tx, long id) {
    return tx.list(
        """
        select l.created_at, l.context_id, coalesce(r.title, '') as title, l.role, l.purpose,
               l.source_address, l.user_agent,
               coalesce(nullif(c.title, ''), nullif(c.label, ''), c.lti_context_id) as context
          from launch l
          join context c on c.id = l.context_id
          left join resource_link k on k.id = l.resource_link_id
          left join resource r on r.id = k.resource_id
         where l.person_id = ?
         order by l.created_at desc
         limit ?
        """,
        PersonLaunch::read,
        id,
        LAST);
  }
}
