package org.examhall.core.report;

/**
 * How much is kept of one person.
 *
 * @param attempts test runs among them
 * @param open attempts that are not over
 * @param answers in those attempts, as they stand
 * @param grades scores for the LMS's gradebook
 * @param launches visits that are not forgotten yet
 */
public record KeptData(int attempts, int open, int answers, int grades, int launches) {}
