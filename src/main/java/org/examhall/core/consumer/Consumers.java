package org.examhall.core.consumer;

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

  /** The title of the one with this id; it must be there. */
  public String title(Tx tx, long id) {
    return tx.only(
        """
        select title
          from consumer
         where id = ?
        """,
        row -> row.text("title"),
        id);
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
