package org.examhall.core.retention;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What would go now, of all courses and people.
 *
 * @param courses those of which anything would go or is held up, the longest unused first
 * @param people who would go
 * @param allAttempts that there are, wherever
 * @param allPeople that there are
 */
public record RetentionForecast(
    List<CourseForecast> courses, long people, long allAttempts, long allPeople) {
  /** Attempts that would go. */
  public int attempts() {
    return sum(CourseForecast::attempts);
  }

  /** Grades that would go with them. */
  public int grades() {
    return sum(CourseForecast::grades);
  }

  /** Attempts of these courses that would stay. */
  public int kept() {
    return sum(CourseForecast::kept);
  }

  private int sum(ToIntFunction<CourseForecast> count) {
    return courses.stream().mapToInt(count).sum();
  }
}
