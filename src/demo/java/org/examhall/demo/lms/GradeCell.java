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
 * @param note the tool's comment, or how far the work is; empty for none
 */
public record GradeCell(
    String cell, String score, String percent, String at, String time, String note) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  /** The cell of a column and a person. */
  static GradeCell of(DemoLms lms, String column, Person person) {
    String note = Progress.noteOf(lms, column, person.id());
    return lms.course()
        .findGrade(column, person.id())
        .map(grade -> of(grade, note))
        .orElseGet(() -> new GradeCell(name(column, person.id()), "", "", "", "", note));
  }

  private static GradeCell of(Grade grade, String progress) {
    Instant at = grade.at().truncatedTo(ChronoUnit.SECONDS);
    return new GradeCell(
        name(grade.activity(), grade.person()),
        grade.score().toPlainString(),
        grade.percent(),
        at.toString(),
        TIME.format(at),
        grade.comment().isEmpty() ? progress : grade.comment());
  }

  /** Whether there is more than an empty cell. */
  boolean saysSomething() {
    return !score.isEmpty() || !note.isEmpty();
  }

  private static String name(String activity, String person) {
    return activity + ":" + person;
  }
}
