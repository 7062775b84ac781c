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

  /** Those that an administrator deleted, by title. */
  public List<Consumer> listDeleted(Tx tx) {
    return tx.list(
        """
        select id, title, enabled, created_at
          from consumer
         where deleted_at is not null
         order by lower(title), id
        """,
        Consumer::read);
  }

  /** Closes it and takes it out of all lists; false when it is deleted already. */
  public boolean saveDeleted(Tx tx, long id) {
    return tx.change(
            """
            update consumer
               set deleted_at = now(), enabled = false
             where id = ?
               and deleted_at is null
            """,
            id)
        == 1;
  }

  /** Brings it back, closed; false when it is not deleted. */
  public boolean saveRestored(Tx tx, long id) {
    return tx.change(
            """
            update consumer
               set deleted_at = null
             where id = ?
               and deleted_at is not null
            """,
            id)
        == 1;
  }

  /** Lets the consumer launch, or not; false when it is deleted, and so stays closed. */
  public boolean saveEnabled(Tx tx, long id, boolean enabled) {
    return tx.change(
            """
            update consumer
               set enabled = ?
             where id = ?
               and deleted_at is null
            """,
            enabled,
            id)
        == 1;
  }

  /** How many grades it is sent at the same time; empty if there is no such consumer. */
  public Optional<Integer> gradesAtOnce(Tx tx, long id) {
    return tx.one(
        """
        select grades_at_once
          from consumer
         where id = ?
        """,
        row -> row.intAt("grades_at_once"),
        id);
  }

  /** Sends it so many grades at the same time; false when that is so already. */
  boolean saveGradesAtOnce(Tx tx, long id, int atOnce) {
    return tx.change(
            """
            update consumer
               set grades_at_once = ?
             where id = ?
               and grades_at_once <> ?
            """,
            atOnce,
            id,
            atOnce)
        == 1;
  }

  /** Whether there is one with this id, which then stays until the transaction ends. */
  public boolean lock(Tx tx, long id) {
    return tx.one(
            """
            select id
              from consumer
             where id = ?
               for key share
            """,
            row -> row.longAt("id"),
            id)
        .isPresent();
  }

  /** Removes it if nothing has ever come of it: no key, registration, setting, course or person. */
  public void removeUnused(Tx tx, long id) {
    tx.change(
        """
        delete from consumer c
         where id = ?
           and not exists (select 1 from lti11_key where consumer_id = c.id)
           and not exists (select 1 from lti13_registration where consumer_id = c.id)
           and not exists (select 1 from lti13_deployment where consumer_id = c.id)
           and not exists (select 1 from outcome_address where consumer_id = c.id)
           and not exists (select 1 from client_certificate where consumer_id = c.id)
           and not exists (select 1 from context where consumer_id = c.id)
           and not exists (select 1 from person where consumer_id = c.id)
        """,
        id);
  }
}
