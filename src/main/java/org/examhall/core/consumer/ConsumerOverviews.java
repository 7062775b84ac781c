package org.examhall.core.consumer;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Consumers with their counts, for the administrator's pages: one statement each. */
public final class ConsumerOverviews {
  private static final String SELECT =
      """
      select c.id, c.title, c.enabled, c.created_at, c.deleted_at,
             (select coalesce(string_agg(k.consumer_key, e'\\n' order by k.id), '')
                from lti11_key k
               where k.consumer_id = c.id) as keys,
             (select coalesce(string_agg(r.issuer || ' ' || r.client_id, e'\\n' order by r.id), '')
                from lti13_registration r
               where r.consumer_id = c.id) as clients,
             c.enabled
               and (exists (select from lti11_key k where k.consumer_id = c.id)
                    or exists (select
                                 from lti13_registration r
                                where r.consumer_id = c.id
                                  and r.active)) as is_open,
             (select count(*) from context x where x.consumer_id = c.id) as contexts,
             (select count(*)
                from resource r
                join context x on x.id = r.context_id
               where x.consumer_id = c.id) as resources,
             (select count(*)
                from person p
               where p.consumer_id = c.id
                 and p.staff_account_id is null) as persons,
             greatest((select max(l.created_at) from launch l where l.consumer_id = c.id),
                      (select t.last_at
                         from consumer_tally t
                        where t.consumer_id = c.id
                          and t.event = 'launch'
                        order by t.since desc
                        limit 1)) as last_launch_at
        from consumer c
      """;

  /** All, by title, but the deleted ones. */
  public List<ConsumerOverview> list(Tx tx) {
    return tx.list(
        SELECT + " where c.deleted_at is null order by lower(c.title), c.id",
        ConsumerOverview::read);
  }

  /** Whether there is any. */
  public boolean any(Tx tx) {
    return tx.only(
        """
        select exists (select from consumer where deleted_at is null) as any
        """,
        row -> row.flag("any"));
  }

  /** The one with this id, or empty. */
  public Optional<ConsumerOverview> find(Tx tx, long id) {
    return tx.one(SELECT + " where c.id = ?", ConsumerOverview::read, id);
  }
}
