package org.examhall.demo.lms;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * A cell of the gradebook as pages show it.
 *
 * @param cell activity and person
 * @param score as the tool sent it; empty when there is none
 * @param percent for people; empty when there is none
 * @param at ISO 8601; empty when there is none
 * @param time of day for people; empty when there is none
 */
public record GradeCell(String cell, String score, String percent, String at, String time) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  static GradeCell of(Course course, Activity activity, Person person) {
    return course
        .findGrade(activity.id(), person.id())
        .map(GradeCell::of)
        .orElseGet(() -> new GradeCell(name(activity.id(), person.id()), "", "", "", ""));
  }

  static GradeCell of(Grade grade) {
    Instant at = grade.at().truncatedTo(ChronoUnit.SECONDS);
    return new GradeCell(
        name(grade.activity(), grade.person()),
        grade.score().toPlainString(),
        grade.percent(),
        at.toString(),
        TIME.format(at));
  }

  private static String name(String activity, String person) {
    return activity + ":" + person;
  }
}
