package org.examhall.demo.lms;

/**
 * A link in the course that leads to the tool.
 *
 * @param id what tools get as {@code resource_link_id}
 * @param openedByTeacher whether a teacher has been there, so that it can be expected to be set up
 */
public record Activity(String id, String title, boolean openedByTeacher) {}
