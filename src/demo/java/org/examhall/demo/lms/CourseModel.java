package org.examhall.demo.lms;

import java.util.List;
import java.util.Optional;

/**
 * What the course page shows.
 *
 * @param me whose page it is
 * @param others to change to
 * @param message what the tool said when it sent the person back; empty when nothing
 * @param samples names of exam packages to try; none for students
 */
public record CourseModel(
    String courseTitle,
    Person me,
    List<Person> others,
    String nextStep,
    String message,
    List<Link> activities,
    List<String> samples) {
  /** An activity with the grade of whose page it is. */
  public record Link(Activity activity, GradeCell grade) {}

  static CourseModel of(Course course, Person me, List<String> samples, Optional<String> message) {
    return new CourseModel(
        Course.TITLE,
        me,
        course.people().stream().filter(person -> !person.equals(me)).toList(),
        NextStep.forPerson(course, me, !samples.isEmpty()),
        message.orElse(""),
        course.activities().stream()
            .map(activity -> new Link(activity, GradeCell.of(course, activity, me)))
            .toList(),
        me.teaches() ? samples : List.of());
  }
}
