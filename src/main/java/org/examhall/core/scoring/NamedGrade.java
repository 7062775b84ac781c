package org.examhall.core.scoring;

/**
 * A grade and whose it is.
 *
 * @param name as the LMS gave it; may be empty
 */
public record NamedGrade(String name, OutboxGrade grade) {}
