package org.examhall.core.context;

import java.util.List;

/**
 * Somebody on a course's list of members.
 *
 * @param ltiUserId the platform's id of the person
 * @param name may be empty
 * @param email may be empty
 * @param active false for who left
 * @param groups ids of the groups that they are in
 */
public record RosterMember(
    String ltiUserId, String name, String email, Role role, boolean active, List<String> groups) {}
