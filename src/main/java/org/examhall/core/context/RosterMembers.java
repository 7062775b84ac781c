package org.examhall.core.context;

import java.util.List;
import java.util.Locale;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code roster_member} table but the one of reports. */
public final class RosterMembers {
  /**
   * Adds or refreshes members, each at most once.
   *
   * @param grouped whether it is known which groups they are in; else their groups stay
   */
  public void save(Tx tx, long contextId, List<RosterMember> members, boolean grouped) {
    tx.change(
        """
        insert into roster_member
               (context_id, lti_user_id, name, email, role, active, group_ids)
        select ?, m.lti_user_id, m.name, m.email, m.role, m.active,
               string_to_array(m.groups, e'\\n')
          from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[])
               as m (lti_user_id, name, email, role, active, groups)
         order by m.lti_user_id
            on conflict (context_id, lti_user_id) do update
           set name = excluded.name,
               email = excluded.email,
               role = excluded.role,
               active = excluded.active,
               group_ids = case when ? then excluded.group_ids
                                else roster_member.group_ids end,
               seen_at = now()
        """,
        contextId,
        members.stream().map(RosterMember::ltiUserId).toArray(String[]::new),
        members.stream().map(RosterMember::name).toArray(String[]::new),
        members.stream().map(RosterMember::email).toArray(String[]::new),
        members.stream().map(m -> m.role().name().toLowerCase(Locale.ROOT)).toArray(String[]::new),
        active(members),
        members.stream().map(m -> String.join("\n", m.groups())).toArray(String[]::new),
        grouped);
  }

  /** Marks as gone whoever was not saved in this transaction; nobody is removed. */
  public void deactivateOthers(Tx tx, long contextId) {
    tx.change(
        """
        update roster_member
           set active = false
         where context_id = ?
           and active
           and seen_at < now()
        """,
        contextId);
  }

  private static boolean[] active(List<RosterMember> members) {
    boolean[] active = new boolean[members.size()];
    for (int i = 0; i < active.length; i++) {
      active[i] = members.get(i).active();
    }
    return active;
  }
}
