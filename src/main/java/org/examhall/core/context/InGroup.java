package org.examhall.core.context;

/** Narrows a statement about a resource to the members of one group of its course. */
public final class InGroup {
  private InGroup() {}

  /** A condition that takes the group's id twice (empty: everybody), and the resource's. */
  public static String of(String person) {
    return """
    and (? = '' or %s in (select k.person_id
                            from resource e
                            join context c on c.id = e.context_id
                            join roster_member m on m.context_id = c.id
                            join person_alias k
                              on k.consumer_id = c.consumer_id
                             and k.lti_user_id = m.lti_user_id
                           where ? = any(m.group_ids)
                             and e.id = ?))
    """
        .formatted(person);
  }
}
