package org.examhall.core.scoring;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which marks a set of stored elements bears on: questions, activities of a package that has
 * several, and the attempt itself.
 *
 * <p>An index of more than six digits is no question. One thread.
 */
public final class Touched {
  private static final String OBJECTIVES = "cmi.objectives.";
  private static final String ACTIVITIES = "sco.";
  private static final int MAX_INDEX_DIGITS = 6;

  private static final Set<String> OF_QUESTIONS =
      Set.of(
          "id",
          "description",
          "score.raw",
          "score.min",
          "score.max",
          "score.scaled",
          "completion_status",
          "success_status",
          "status");
  private static final Set<String> OF_ATTEMPTS =
      Set.of(
          "cmi.score.raw",
          "cmi.score.min",
          "cmi.score.max",
          "cmi.score.scaled",
          "cmi.completion_status",
          "cmi.success_status",
          "cmi.core.score.raw",
          "cmi.core.score.min",
          "cmi.core.score.max",
          "cmi.core.lesson_status");

  /** A question or activity of an attempt. */
  record Item(long attemptId, int position) implements Comparable<Item> {
    @Override
    public int compareTo(Item other) {
      int byAttempt = Long.compare(attemptId, other.attemptId);
      return byAttempt != 0 ? byAttempt : Integer.compare(position, other.position);
    }
  }

  private final Set<Item> questions = new TreeSet<>();
  private final Set<Item> activities = new TreeSet<>();
  private final Set<Long> attempts = new TreeSet<>();

  /** Notes that the attempt's current value of {@code key} may have changed. */
  public void add(long attemptId, String key) {
    if (key.startsWith(OBJECTIVES)) {
      addItem(attemptId, key.substring(OBJECTIVES.length()), OF_QUESTIONS, questions);
    } else if (key.startsWith(ACTIVITIES)) {
      addItem(attemptId, key.substring(ACTIVITIES.length()), OF_ATTEMPTS, activities);
    } else if (OF_ATTEMPTS.contains(key)) {
      attempts.add(attemptId);
    }
  }

  Set<Item> questions() {
    return questions;
  }

  Set<Item> activities() {
    return activities;
  }

  /** Attempts whose own score or status may have changed. */
  Set<Long> attempts() {
    Set<Long> all = new TreeSet<>(attempts);
    activities.forEach(activity -> all.add(activity.attemptId()));
    return all;
  }

  private static void addItem(long attemptId, String rest, Set<String> fields, Set<Item> to) {
    int dot = rest.indexOf('.');
    if (dot > 0 && fields.contains(rest.substring(dot + 1)) && isIndex(rest.substring(0, dot))) {
      to.add(new Item(attemptId, Integer.parseInt(rest.substring(0, dot))));
    }
  }

  /** Written as the key has it: a leading zero is another key, and no index. */
  private static boolean isIndex(String text) {
    return text.length() <= MAX_INDEX_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && (text.length() == 1 || text.charAt(0) != '0');
  }
}
