package org.examhall.core.context;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code course_group} table. */
public final class CourseGroups {
  /** The course's, by set and name; none where its last launch told of no groups. */
  public List<CourseGroup> list(Tx tx, long contextId) {
    return tx.list(
        """
        select g.lti_group_id, g.name, g.set_name
          from course_group g
          join roster r on r.context_id = g.context_id and r.groups_url <> ''
         where g.context_id = ?
         order by lower(g.set_name), lower(g.name), g.lti_group_id
        """,
        CourseGroup::read,
        contextId);
  }

  /** The one of this id among those that {@link #list} gives. */
  public Optional<CourseGroup> find(Tx tx, long contextId, String ltiGroupId) {
    return tx.one(
        """
        select g.lti_group_id, g.name, g.set_name
          from course_group g
          join roster r on r.context_id = g.context_id and r.groups_url <> ''
         where g.context_id = ?
           and g.lti_group_id = ?
        """,
        CourseGroup::read,
        contextId,
        ltiGroupId);
  }

  /** These, each id once, in place of those that were known. */
  public void save(Tx tx, long contextId, List<CourseGroup> groups) {
    tx.change("delete from course_group where context_id = ?", contextId);
    tx.change(
        """
        insert into course_group (context_id, lti_group_id, name, set_name)
        select ?, g.lti_group_id, g.name, g.set_name
          from unnest(?::text[], ?::text[], ?::text[]) as g (lti_group_id, name, set_name)
        """,
        contextId,
        groups.stream().map(CourseGroup::id).toArray(String[]::new),
        groups.stream().map(CourseGroup::name).toArray(String[]::new),
        groups.stream().map(CourseGroup::set).toArray(String[]::new));
  }
}
