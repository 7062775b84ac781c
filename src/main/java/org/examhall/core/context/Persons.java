package org.examhall.core.context;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Row;
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
    Known person =
        findOrAdd(tx, consumerId, ltiUserId, name, email)
            .or(() -> find(tx, consumerId, ltiUserId)) // another launch was first, just now
            .orElseThrow();
    if (!name.isEmpty() && !name.equals(person.name())
        || !email.isEmpty() && !email.equals(person.email())) {
      refresh(tx, person.id(), name, email);
    }
    return new Saved(person.id(), person.isNew());
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

  /** Empty if another launch of the same person, at the same moment, was first. */
  private Optional<Known> findOrAdd(
      Tx tx, long consumerId, String ltiUserId, String name, String email) {
    return tx.one(
        """
        with known as (
          select p.id, p.display_name, p.email
            from person_alias a
            join person p on p.id = a.person_id
           where a.consumer_id = ?
             and a.lti_user_id = ?),
        named as (
          insert into person_alias (consumer_id, lti_user_id, person_id)
          select ?, ?, nextval('person_id_seq')
           where not exists (select 1 from known)
              on conflict do nothing
          returning person_id),
        added as (
          insert into person (id, consumer_id, display_name, email)
                 overriding system value
          select person_id, ?, ?, ?
            from named
          returning id, display_name, email)
        select *, false as is_new
          from known
         union all
        select *, true
          from added
        """,
        Known::read,
        consumerId,
        ltiUserId,
        consumerId,
        ltiUserId,
        consumerId,
        name,
        email);
  }

  private Optional<Known> find(Tx tx, long consumerId, String ltiUserId) {
    return tx.one(
        """
        select p.id, p.display_name, p.email, false as is_new
          from person_alias a
          join person p on p.id = a.person_id
         where a.consumer_id = ?
           and a.lti_user_id = ?
        """,
        Known::read,
        consumerId,
        ltiUserId);
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

  private record Known(long id, String name, String email, boolean isNew) {
    static Known read(Row row) {
      return new Known(
          row.longAt("id"), row.text("display_name"), row.text("email"), row.flag("is_new"));
    }
  }
}
