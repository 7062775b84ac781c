package org.examhall.core.context;

import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code resource_link} table. */
public final class ResourceLinks {
  /** The link with this LTI id in the course, made or its title refreshed; its id. */
  public long save(Tx tx, long contextId, String ltiLinkId, String title) {
    return tx.only(
        """
        insert into resource_link as l (context_id, lti_link_id, title)
        values (?, ?, ?)
            on conflict (context_id, lti_link_id) do update
           set title = coalesce(nullif(excluded.title, ''), l.title)
        returning id
        """,
        row -> row.longAt("id"),
        contextId,
        ltiLinkId,
        title);
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
