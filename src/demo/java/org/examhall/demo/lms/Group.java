package org.examhall.demo.lms;

import java.util.List;
import java.util.Optional;

/**
 * Some people of the course.
 *
 * @param id a number, told as text or as number
 * @param set of which it is one; empty for none
 * @param people ids of those in it
 */
record Group(int id, String name, Optional<Set> set, List<String> people) {
  /** Groups among which everybody is in one. */
  record Set(int id, String name) {}

  private static final Set TUTORIALS = new Set(7, "Tutorials");

  /** Those of the course. */
  static final List<Group> ALL =
      List.of(
          new Group(11, "Morning", Optional.of(TUTORIALS), List.of("s1", "s2")),
          new Group(12, "Evening", Optional.of(TUTORIALS), List.of("s3")),
          new Group(13, "Project", Optional.empty(), List.of("s1")));

  boolean has(String person) {
    return people.contains(person);
  }
}
