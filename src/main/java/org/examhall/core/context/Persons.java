package org.examhall.core.context;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code person} and {@code person_alias} tables. */
public final class Persons {
  /**
   * The person whom the consumer calls {@code ltiUserId}, made or refreshed; their id. An empty
   * name or e-mail address leaves what is known.
   */
  public long save(Tx tx, long consumerId, String ltiUserId, String name, String email) {
    Optional<Long> known = findByAlias(tx, consumerId, ltiUserId);
    if (known.isPresent()) {
      refresh(tx, known.get(), name, email);
      return known.get();
    }
    long person = add(tx, consumerId, name, email);
    if (!addAlias(tx, consumerId, ltiUserId, person)) {
      remove(tx, person);
      return findByAlias(tx, consumerId, ltiUserId).orElseThrow();
    }
    return person;
  }

  /**
   * Whom the launch may look on for, by name: only an observer anybody, and of the ids that the
   * launch named only those that its own consumer has launched.
   */
  public List<ObservedPerson> listObserved(Tx tx, Launch launch) {
    return tx.list(
        """
        select p.id, p.display_name
          from person p
         where p.id in (select a.person_id
                          from launch l
                          join person_alias a
                            on a.consumer_id = l.consumer_id
                           and a.lti_user_id = any(l.mentor_of)
                         where l.id = ?
                           and l.role = 'observer')
         order by lower(p.display_name), p.id
        """,
        ObservedPerson::read,
        launch.id());
  }

  private Optional<Long> findByAlias(Tx tx, long consumerId, String ltiUserId) {
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

  private long add(Tx tx, long consumerId, String name, String email) {
    return tx.only(
        """
        insert into person (consumer_id, display_name, email)
        values (?, ?, ?)
        returning id
        """,
        row -> row.longAt("id"),
        consumerId,
        name,
        email);
  }

  /** False when another launch of the same person, at the same moment, was first. */
  private boolean addAlias(Tx tx, long consumerId, String ltiUserId, long personId) {
    return tx.change(
            """
            insert into person_alias (consumer_id, lti_user_id, person_id)
            values (?, ?, ?)
                on conflict do nothing
            """,
            consumerId,
            ltiUserId,
            personId)
        == 1;
  }

  private void refresh(Tx tx, long id, String name, String email) {
    tx.change(
        """
        update person
           set display_name = coalesce(nullif(?, ''), display_name),
               email = coalesce(nullif(?, ''), email)
         where id = ?
           and (display_name, email)
               is distinct from (coalesce(nullif(?, ''), display_name), coalesce(nullif(?, ''), email))
        """,
        name,
        email,
        id,
        name,
        email);
  }

  private void remove(Tx tx, long id) {
    tx.change(
        """
        delete from person
         where id = ?
        """,
        id);
  }
}
