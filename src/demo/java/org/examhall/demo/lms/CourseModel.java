package org.examhall.demo.lms;

import java.util.List;
import java.util.Optional;

/**
 * What the course page shows.
 *
 * @param me whose page it is
 * @param others to change to
 * @param message what the tool said when it sent the person back; empty when nothing
 * @param mayChoose whether the teacher can choose from the tool
 * @param samples names of exam packages to try; none for students
 */
public record CourseModel(
    String courseTitle,
    Person me,
    List<Person> others,
    String nextStep,
    String message,
    List<Link> activities,
    boolean mayChoose,
    List<String> samples) {
  /** An activity with the grade of whose page it is. */
  public record Link(Activity activity, GradeCell grade) {}

  static CourseModel of(DemoLms lms, Person me, List<String> samples, Optional<String> message) {
    Course course = lms.course();
    return new CourseModel(
        Course.TITLE,
        me,
        course.people().stream().filter(person -> !person.equals(me)).toList(),
        NextStep.forPerson(course, me, !samples.isEmpty()),
        message.orElse(""),
        course.activities().stream()
            .map(activity -> new Link(activity, GradeCell.of(lms, activity.id(), me)))
            .toList(),
        me.teaches() && lms.platform().registration().isPresent(),
        me.teaches() ? samples : List.of());
  }
}
