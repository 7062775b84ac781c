package org.examhall.lti.service;

/**
 * A group of a course, or a set that groups belong to.
 *
 * @param tag what the platform says it is for; may be empty
 * @param setId the set that a group belongs to; empty when it is in none, or a set itself
 */
public record Group(String id, String name, String tag, String setId) {}
