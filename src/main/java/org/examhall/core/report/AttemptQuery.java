package org.examhall.core.report;

import java.util.Optional;

/**
 * Which part of a table of attempts to show.
 *
 * @param search part of a student's name, any case; empty finds all
 * @param group the LMS's id of a group of the course; empty finds all
 * @param start the attempt next to which the page begins; empty begins at the top
 * @param backwards whether the page ends before {@code start} instead of beginning after it
 * @param limit most rows of a page
 */
public record AttemptQuery(
    AttemptSort sort,
    boolean descending,
    String search,
    String group,
    Optional<Long> start,
    boolean backwards,
    int limit) {
  /** Without a start there is nothing to go back from. */
  public AttemptQuery {
    backwards = backwards && start.isPresent();
  }

  /** The same, whatever group they are in. */
  public AttemptQuery ofEverybody() {
    return new AttemptQuery(sort, descending, search, "", start, backwards, limit);
  }
}
