package org.examhall.core.report;

import java.util.List;

/**
 * Who of a course has no attempt at an exam.
 *
 * @param members active learners of the course's list
 * @param absent how many of them have no attempt
 * @param names of those, by name, as many as a page can show; empty for whom the LMS told none
 */
public record NotStarted(int members, int absent, List<String> names) {}
