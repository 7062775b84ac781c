package org.examhall.core.consumer;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code consumer} table. */
public final class Consumers {
  /** A new, enabled consumer. */
  public Consumer add(Tx tx, String title) {
    return tx.only(
        """
        insert into consumer (title)
        values (?)
        returning id, title, enabled, created_at
        """,
        Consumer::read,
        title);
  }

  /** The consumer, or empty. */
  public Optional<Consumer> find(Tx tx, long id) {
    return tx.one(
        """
        select id, title, enabled, created_at
          from consumer
         where id = ?
        """,
        Consumer::read,
        id);
  }

  /** All consumers by title. */
  public List<Consumer> list(Tx tx) {
    return tx.list(
        """
        select id, title, enabled, created_at
          from consumer
         order by lower(title), id
        """,
        Consumer::read);
  }

  /** Lets the consumer launch, or not. */
  public void saveEnabled(Tx tx, long id, boolean enabled) {
    tx.change(
        """
        update consumer
           set enabled = ?
         where id = ?
        """,
        enabled,
        id);
  }
}
