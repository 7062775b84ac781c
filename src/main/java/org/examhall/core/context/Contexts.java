package org.examhall.core.context;

import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code context} table. */
public final class Contexts {
  /**
   * The course that the consumer calls so, made or its titles refreshed; its id. Empty when an
   * administrator deleted it.
   */
  public Optional<Long> save(
      Tx tx, long consumerId, String ltiContextId, String label, String title) {
    return tx.one(
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
         where c.deleted_at is null
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

  /** Refuses its launches from now on; false when it is deleted already. */
  public boolean saveDeleted(Tx tx, long id) {
    return tx.change(
            """
            update context
               set deleted_at = now()
             where id = ?
               and deleted_at is null
            """,
            id)
        == 1;
  }

  /** Lets it launch again; false when it is not deleted. */
  public boolean saveRestored(Tx tx, long id) {
    return tx.change(
            """
            update context
               set deleted_at = null
             where id = ?
               and deleted_at is not null
            """,
            id)
        == 1;
  }

  /** Remembers when courses were last used, before launches that tell so are cleared. */
  public void saveLaunched(Tx tx) {
    tx.change(
        """
        update context c
           set last_launch_at = l.newest
          from (select context_id, max(created_at) as newest
                  from launch
                 where purpose <> 'administration'
                 group by context_id) l
         where c.id = l.context_id
           and c.last_launch_at < l.newest
        """);
  }

  /** The same, before the launches of a person who is erased go. */
  public void saveLaunched(Tx tx, long personId) {
    tx.change(
        """
        update context c
           set last_launch_at = l.newest
          from (select context_id, max(created_at) as newest
                  from launch
                 where person_id = ?
                   and purpose <> 'administration'
                 group by context_id) l
         where c.id = l.context_id
           and c.last_launch_at < l.newest
        """,
        personId);
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
