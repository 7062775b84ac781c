package org.examhall.core.access;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.access.AccessChange.Member;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code access_change} and {@code access_change_member} tables.
 *
 * <p>Each but {@link #move} names the resource, so that nobody reaches another course's. Callers
 * have checked that the resource is of the launch's course.
 */
public final class AccessChanges {
  /** The resource's changes, the latest first: it wins. */
  public List<AccessChange> list(Tx tx, long resourceId) {
    Map<Long, List<Member>> members = members(tx, resourceId);
    return tx.list(
        """
        select *
          from access_change
         where resource_id = ?
         order by id desc
        """,
        row -> AccessChange.read(row, members.getOrDefault(row.longAt("id"), List.of())),
        resourceId);
  }

  /** The resource's change, or {@link AccessChangeReason#NO_SUCH_CHANGE}. */
  public AccessChange byId(Tx tx, long resourceId, long id) {
    return list(tx, resourceId).stream()
        .filter(change -> change.id() == id)
        .findFirst()
        .orElseThrow(() -> new Refused(AccessChangeReason.NO_SUCH_CHANGE));
  }

  /** Students whom the course is known to have, by name. */
  public List<Member> students(Tx tx, long resourceId) {
    return tx.list(
        """
        select p.id as person_id, p.display_name
          from students(?) s
          join person p
            on p.id = s.person_id
         order by lower(p.display_name), p.id
        """,
        Member::read,
        resourceId);
  }

  /** Makes a change for these persons. */
  public void add(
      Tx tx, long resourceId, Allowance allowance, Collection<Long> persons, long createdBy) {
    long id =
        tx.only(
            """
            insert into access_change
                   (resource_id, extra_unit, extra_amount, deadline_minutes, extra_attempts, created_by)
            values (?, ?, ?, ?, ?, ?)
            returning id
            """,
            row -> row.longAt("id"),
            resourceId,
            allowance.extra().map(ExtraTime::unit),
            amount(allowance),
            allowance.deadlineMinutes(),
            allowance.extraAttempts(),
            createdBy);
    addMembers(tx, resourceId, id, persons);
  }

  /** Puts this in place of what the change was; it stays as old as it is. */
  public void save(Tx tx, long resourceId, long id, Allowance allowance, Collection<Long> persons) {
    int found =
        tx.change(
            """
            update access_change
               set extra_unit = ?, extra_amount = ?, deadline_minutes = ?, extra_attempts = ?
             where id = ?
               and resource_id = ?
            """,
            allowance.extra().map(ExtraTime::unit),
            amount(allowance),
            allowance.deadlineMinutes(),
            allowance.extraAttempts(),
            id,
            resourceId);
    refuseUnless(found == 1, AccessChangeReason.NO_SUCH_CHANGE);
    tx.change("delete from access_change_member where access_change_id = ?", id);
    addMembers(tx, resourceId, id, persons);
  }

  /**
   * Whom the change is for, and stays for until the transaction ends; nobody when there is none.
   */
  public List<Long> membersOf(Tx tx, long resourceId, long id) {
    return tx.list(
        """
        select m.person_id
          from access_change c
          join access_change_member m
            on m.access_change_id = c.id
         where c.resource_id = ?
           and c.id = ?
           for update of c
        """,
        row -> row.longAt("person_id"),
        resourceId,
        id);
  }

  /** What was for one person is for another one from now on, in all resources. */
  public void move(Tx tx, long fromPerson, long toPerson) {
    tx.change(
        """
        with moved as (
          delete from access_change_member
           where person_id = ?
          returning access_change_id
        )
        insert into access_change_member (person_id, access_change_id)
        select ?, access_change_id
          from moved
            on conflict do nothing
        """,
        fromPerson,
        toPerson);
  }

  /** Takes the change back. */
  public void remove(Tx tx, long resourceId, long id) {
    int found =
        tx.change("delete from access_change where id = ? and resource_id = ?", id, resourceId);
    refuseUnless(found == 1, AccessChangeReason.NO_SUCH_CHANGE);
  }

  private static void addMembers(Tx tx, long resourceId, long id, Collection<Long> persons) {
    int added =
        tx.change(
            """
            insert into access_change_member (access_change_id, person_id)
            select ?, person_id
              from students(?)
             where person_id = any (?)
            """,
            id,
            resourceId,
            persons.stream().mapToLong(Long::longValue).toArray());
    refuseUnless(added == persons.size(), AccessChangeReason.NO_SUCH_STUDENT);
  }

  private static Map<Long, List<Member>> members(Tx tx, long resourceId) {
    return tx
        .list(
            """
            select m.access_change_id, m.person_id, p.display_name
              from access_change c
              join access_change_member m
                on m.access_change_id = c.id
              join person p
                on p.id = m.person_id
             where c.resource_id = ?
             order by lower(p.display_name), p.id
            """,
            Membership::read,
            resourceId)
        .stream()
        .collect(groupingBy(Membership::changeId, mapping(Membership::member, toList())));
  }

  private record Membership(long changeId, Member member) {
    static Membership read(Row row) {
      return new Membership(row.longAt("access_change_id"), Member.read(row));
    }
  }

  private static Optional<Integer> amount(Allowance allowance) {
    return allowance.extra().filter(extra -> !extra.isUnlimited()).map(ExtraTime::amount);
  }

  private static void refuseUnless(boolean fine, AccessChangeReason reason) {
    if (!fine) {
      throw new Refused(reason);
    }
  }
}
