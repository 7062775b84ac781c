package org.examhall.core.context;

/**
 * Somebody on a course's list of members.
 *
 * @param ltiUserId the platform's id of the person
 * @param name may be empty
 * @param email may be empty
 * @param active false for who left
 */
public record RosterMember(
    String ltiUserId, String name, String email, Role role, boolean active) {}
