package org.examhall.core.context;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about new ids of what a consumer called otherwise before: the tables {@code
 * context_alias} and {@code resource_link_alias}, and the linked rows of {@code person_alias}.
 *
 * <p>An alias wins over a row of that very id, which stays as it is and is back when the alias is
 * removed.
 */
public final class IdAliases {
  /** The person whom the consumer calls so, or empty. */
  public Optional<Long> findPerson(Tx tx, long consumerId, String ltiUserId) {
    return tx.one(
        """
        select person_id
          from person_alias
         where consumer_id = ?
           and lti_user_id = ?
        """,
        row -> row.longAt("person_id"),
        consumerId,
        ltiUserId);
  }

  /** The course that the consumer calls so, or empty. */
  public Optional<Long> findContext(Tx tx, long consumerId, String ltiContextId) {
    return tx.only(
        """
        select coalesce((select context_id
                           from context_alias
                          where consumer_id = ?
                            and lti_context_id = ?),
                        (select id
                           from context
                          where consumer_id = ?
                            and lti_context_id = ?)) as id
        """,
        row -> row.findLong("id"),
        consumerId,
        ltiContextId,
        consumerId,
        ltiContextId);
  }

  /**
   * A link of a course.
   *
   * @param opens whether a resource is set up behind it
   */
  public record FoundLink(long id, boolean opens) {}

  /** The link that is called so in the course, or empty. */
  public Optional<FoundLink> findLink(Tx tx, long contextId, String ltiLinkId) {
    return tx.one(
        """
        select id, resource_id is not null as opens
          from resource_link
         where id = coalesce((select resource_link_id
                                from resource_link_alias
                               where context_id = ?
                                 and lti_link_id = ?),
                             (select id
                                from resource_link
                               where context_id = ?
                                 and lti_link_id = ?))
        """,
        row -> new FoundLink(row.longAt("id"), row.flag("opens")),
        contextId,
        ltiLinkId,
        contextId,
        ltiLinkId);
  }

  /**
   * The id means this person from now on; whom it meant before is remembered. False when the id was
   * linked before: then it stays with whom it is.
   */
  public boolean addPerson(Tx tx, long consumerId, String newUserId, long personId) {
    return tx.change(
            """
            insert into person_alias as a (consumer_id, lti_user_id, person_id, linked_at)
            values (?, ?, ?, now())
                on conflict (consumer_id, lti_user_id) do update
               set person_id = excluded.person_id,
                   person_before = a.person_id,
                   linked_at = now()
             where a.linked_at is null
            """,
            consumerId,
            newUserId,
            personId)
        == 1;
  }

  /** The id means this course from now on. */
  public void addContext(Tx tx, long consumerId, String newContextId, long contextId) {
    tx.change(
        """
        insert into context_alias (consumer_id, lti_context_id, context_id)
        values (?, ?, ?)
            on conflict do nothing
        """,
        consumerId,
        newContextId,
        contextId);
  }

  /** The id means this link of the course from now on. */
  public void addLink(Tx tx, long contextId, String newLinkId, long linkId) {
    tx.change(
        """
        insert into resource_link_alias (context_id, lti_link_id, resource_link_id)
        values (?, ?, ?)
            on conflict do nothing
        """,
        contextId,
        newLinkId,
        linkId);
  }

  /** The consumer's, course by course, persons last. */
  public List<IdAlias> list(Tx tx, long consumerId) {
    return tx.list(
        """
        select 'course' as kind, a.lti_context_id as new_id, c.lti_context_id as old_id,
               coalesce(nullif(c.title, ''), c.label) as course, a.linked_at, c.id as place
          from context_alias a
          join context c on c.id = a.context_id
         where a.consumer_id = ?
         union all
        select 'link', a.lti_link_id, l.lti_link_id, coalesce(nullif(c.title, ''), c.label),
               a.linked_at, c.id
          from resource_link_alias a
          join resource_link l on l.id = a.resource_link_id
          join context c on c.id = a.context_id
         where c.consumer_id = ?
         union all
        select 'person', a.lti_user_id,
               coalesce((select min(o.lti_user_id)
                           from person_alias o
                          where o.person_id = a.person_id
                            and o.linked_at is null), ''),
               '', a.linked_at, null
          from person_alias a
         where a.consumer_id = ?
           and a.linked_at is not null
         order by place nulls last, kind, new_id
        """,
        IdAlias::read,
        consumerId,
        consumerId,
        consumerId);
  }

  /** What there is to be found again, course by course; courses without an exam are left out. */
  public List<EarlierCourse> preview(Tx tx, long consumerId) {
    return tx.list(
        """
        select c.lti_context_id, coalesce(nullif(c.title, ''), c.label) as title,
               l.links, l.links_found, a.people, a.people_found, a.attempts
          from context c
         cross join lateral (
               select count(*) as links,
                      count(*) filter (where exists (select 1
                                                       from resource_link_alias s
                                                      where s.resource_link_id = k.id))
                        as links_found
                 from resource_link k
                where k.context_id = c.id
                  and k.resource_id is not null) l
         cross join lateral (
               select count(distinct t.person_id) as people,
                      count(distinct t.person_id)
                        filter (where exists (select 1
                                                from person_alias s
                                               where s.person_id = t.person_id
                                                 and s.linked_at is not null)) as people_found,
                      count(*) as attempts
                 from resource r
                 join attempt t on t.resource_id = r.id and t.kind = 'graded'
                where r.context_id = c.id) a
         where c.consumer_id = ?
           and (l.links > 0 or a.attempts > 0)
         order by title, c.id
        """,
        EarlierCourse::read,
        consumerId);
  }

  /** Takes all of the consumer's back: each id means again what it meant before. */
  public void removeAll(Tx tx, long consumerId) {
    tx.change(
        """
        delete from resource_link_alias
         where context_id in (select id from context where consumer_id = ?)
        """,
        consumerId);
    tx.change(
        """
        delete from context_alias
         where consumer_id = ?
        """,
        consumerId);
    tx.change(
        """
        delete from person_alias
         where consumer_id = ?
           and linked_at is not null
           and person_before is null
        """,
        consumerId);
    tx.change(
        """
        update person_alias
           set person_id = person_before,
               person_before = null,
               linked_at = null
         where consumer_id = ?
           and linked_at is not null
        """,
        consumerId);
  }
}
