package org.examhall.core.context;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code person} and {@code person_alias} tables. */
public final class Persons {
  /**
   * A person of a launch.
   *
   * @param isNew whether nothing can be known of them yet
   */
  public record Saved(long id, boolean isNew) {}

  /**
   * The person whom the consumer calls {@code ltiUserId}, made or refreshed. An empty name or
   * e-mail address leaves what is known.
   */
  public Saved save(Tx tx, long consumerId, String ltiUserId, String name, String email) {
    Optional<Known> known = find(tx, consumerId, ltiUserId);
    if (known.isEmpty()) {
      return add(tx, consumerId, ltiUserId, name, email);
    }
    Known person = known.get();
    if (!name.isEmpty() && !name.equals(person.name())
        || !email.isEmpty() && !email.equals(person.email())) {
      refresh(tx, person.id(), name, email);
    }
    return new Saved(person.id(), false);
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

  /**
   * Whose work or data the launch is about, if its consumer has launched them: for a review that is
   * somebody else's work, only who teaches is told.
   */
  public Optional<ObservedPerson> findForUser(Tx tx, Launch launch) {
    return tx.one(
        """
        select p.id, p.display_name
          from launch l
          join person_alias a
            on a.consumer_id = l.consumer_id
           and a.lti_user_id = l.details ->> 'for_user'
          join person p on p.id = a.person_id
         where l.id = ?
           and (l.purpose = 'privacy'
                or l.purpose = 'review' and (l.role = 'instructor' or p.id = l.person_id))
        """,
        ObservedPerson::read,
        launch.id());
  }

  /** Remembers when people were last seen, before launches that tell so are cleared. */
  public void saveLaunched(Tx tx) {
    tx.change(
        """
        update person p
           set last_launch_at = l.newest
          from (select person_id, max(created_at) as newest
                  from launch
                 group by person_id) l
         where p.id = l.person_id
           and p.last_launch_at < l.newest
        """);
  }

  /** Who stands in for an administrator among the consumer's people, made or renamed; their id. */
  long saveStaff(Tx tx, long consumerId, long staffId, String name) {
    return tx.only(
        """
        insert into person (consumer_id, display_name, staff_account_id)
        values (?, ?, ?)
            on conflict (staff_account_id, consumer_id) where staff_account_id is not null
            do update
           set display_name = excluded.display_name
        returning id
        """,
        row -> row.longAt("id"),
        consumerId,
        name,
        staffId);
  }

  private Optional<Known> find(Tx tx, long consumerId, String ltiUserId) {
    return tx.one(
        """
        select p.id, p.display_name, p.email
          from person_alias a
          join person p on p.id = a.person_id
         where a.consumer_id = ?
           and a.lti_user_id = ?
        """,
        row -> new Known(row.longAt("id"), row.text("display_name"), row.text("email")),
        consumerId,
        ltiUserId);
  }

  private Saved add(Tx tx, long consumerId, String ltiUserId, String name, String email) {
    Added added =
        tx.only(
            """
            with added as (
              insert into person (consumer_id, display_name, email)
              values (?, ?, ?)
              returning id),
            named as (
              insert into person_alias (consumer_id, lti_user_id, person_id)
              select ?, ?, id
                from added
                  on conflict do nothing
              returning person_id)
            select id, exists (select 1 from named) as named
              from added
            """,
            row -> new Added(row.longAt("id"), row.flag("named")),
            consumerId,
            name,
            email,
            consumerId,
            ltiUserId);
    if (added.named()) {
      return new Saved(added.id(), true);
    }
    // Another launch of the same person, at the same moment, was first.
    remove(tx, added.id());
    return new Saved(find(tx, consumerId, ltiUserId).orElseThrow().id(), false);
  }

  private void refresh(Tx tx, long id, String name, String email) {
    tx.change(
        """
        update person
           set display_name = coalesce(nullif(?, ''), display_name),
               email = coalesce(nullif(?, ''), email)
         where id = ?
        """,
        name,
        email,
        id);
  }

  private void remove(Tx tx, long id) {
    tx.change(
        """
        delete from person
         where id = ?
        """,
        id);
  }

  private record Known(long id, String name, String email) {}

  private record Added(long id, boolean named) {}
}
