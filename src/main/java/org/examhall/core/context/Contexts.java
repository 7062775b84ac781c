package org.examhall.core.context;

import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code context} table. */
public final class Contexts {
  /** The course that the consumer calls so, made or its titles refreshed; its id. */
  public long save(Tx tx, long consumerId, String ltiContextId, String label, String title) {
    return tx.only(
        """
        insert into context as c (consumer_id, lti_context_id, label, title)
        values (?,
                coalesce((select known.lti_context_id
                            from context_alias a
                            join context known on known.id = a.context_id
                           where a.consumer_id = ?
                             and a.lti_context_id = ?), ?),
                ?, ?)
            on conflict (consumer_id, lti_context_id) do update
           set label = coalesce(nullif(excluded.label, ''), c.label),
               title = coalesce(nullif(excluded.title, ''), c.title)
        returning id
        """,
        row -> row.longAt("id"),
        consumerId,
        consumerId,
        ltiContextId,
        ltiContextId,
        label,
        title);
  }

  /** Whether anybody has launched for the consumer. */
  public boolean hasAny(Tx tx, long consumerId) {
    return tx.only(
        """
        select exists (select 1 from context where consumer_id = ?) as some
        """,
        row -> row.flag("some"),
        consumerId);
  }
}
