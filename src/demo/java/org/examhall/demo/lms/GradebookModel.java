package org.examhall.demo.lms;

import java.util.List;

/** What the gradebook shows: a row per student, a column per activity. */
public record GradebookModel(
    String courseTitle, Person me, List<Activity> activities, List<Row> rows) {
  /** A student's grades, in the order of the columns. */
  public record Row(Person student, List<GradeCell> cells) {}

  static GradebookModel of(Course course, Person me) {
    List<Activity> activities = course.activities();
    return new GradebookModel(
        Course.TITLE,
        me,
        activities,
        course.students().stream().map(student -> row(course, activities, student)).toList());
  }

  private static Row row(Course course, List<Activity> activities, Person student) {
    return new Row(
        student,
        activities.stream().map(activity -> GradeCell.of(course, activity, student)).toList());
  }
}
