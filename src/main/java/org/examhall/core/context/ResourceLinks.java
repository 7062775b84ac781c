package org.examhall.core.context;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code resource_link} table. */
public final class ResourceLinks {
  /** The place that a launch names, if it is known and nothing of what the launch says is new. */
  Optional<SavePlace.Place> findUnchanged(
      Tx tx, long consumerId, SavePlace.Course course, SavePlace.Link link) {
    return tx.one(
        """
        select l.context_id, l.id
          from context c
          join resource_link l on l.context_id = c.id
         where c.consumer_id = ?
           and c.deleted_at is null
           and c.lti_context_id
               = coalesce((select known.lti_context_id
                             from context_alias a
                             join context known on known.id = a.context_id
                            where a.consumer_id = ?
                              and a.lti_context_id = ?), ?)
           and l.lti_link_id
               = coalesce((select known.lti_link_id
                             from resource_link_alias a
                             join resource_link known on known.id = a.resource_link_id
                            where a.context_id = c.id
                              and a.lti_link_id = ?), ?)
           and c.label = coalesce(nullif(?, ''), c.label)
           and c.title = coalesce(nullif(?, ''), c.title)
           and l.title = coalesce(nullif(?, ''), l.title)
        """,
        row -> new SavePlace.Place(row.longAt("context_id"), row.findLong("id")),
        consumerId,
        consumerId,
        course.id(),
        course.id(),
        link.id(),
        link.id(),
        course.label(),
        course.title(),
        link.title());
  }

  /** The link that is called so in the course, made or its title refreshed; its id. */
  public long save(Tx tx, long contextId, String ltiLinkId, String title) {
    return tx.only(
        """
        insert into resource_link as l (context_id, lti_link_id, title)
        values (?,
                coalesce((select known.lti_link_id
                            from resource_link_alias a
                            join resource_link known on known.id = a.resource_link_id
                           where a.context_id = ?
                             and a.lti_link_id = ?), ?),
                ?)
            on conflict (context_id, lti_link_id) do update
           set title = coalesce(nullif(excluded.title, ''), l.title)
        returning id
        """,
        row -> row.longAt("id"),
        contextId,
        contextId,
        ltiLinkId,
        ltiLinkId,
        title);
  }

  /** What the LMS calls the links that open the resource, oldest first; without those untitled. */
  public List<String> titles(Tx tx, long resourceId) {
    return tx.list(
        """
        select title
          from resource_link
         where resource_id = ?
           and title <> ''
         order by id
        """,
        row -> row.text("title"),
        resourceId);
  }

  /** Where the resource is, by the newest link that opens it; empty when none does. */
  Optional<NewLaunch.Place> findOpening(Tx tx, long resourceId) {
    return tx.one(
        """
        select c.consumer_id, l.context_id, l.id
          from resource_link l
          join context c on c.id = l.context_id
         where l.resource_id = ?
         order by l.id desc
         limit 1
        """,
        row ->
            new NewLaunch.Place(
                row.longAt("consumer_id"),
                Optional.empty(),
                row.longAt("context_id"),
                row.findLong("id")),
        resourceId);
  }

  /**
   * Lets the link open a resource of its own course; false when there is no such link there or it
   * opens one already.
   */
  public boolean saveResource(Tx tx, long id, long resourceId) {
    return tx.change(
            """
            update resource_link l
               set resource_id = r.id
              from resource r
             where l.id = ?
               and l.resource_id is null
               and r.id = ?
               and r.context_id = l.context_id
            """,
            id,
            resourceId)
        == 1;
  }
}
