package org.examhall.demo.lms;

/** The one sentence on a page that says what to do next. */
final class NextStep {
  private NextStep() {}

  /** For somebody who has not chosen whom to be. */
  static String forAnybody(Course course) {
    if (!setUp(course)) {
      return "Start as the teacher: open the course and upload an exam package to its first exam.";
    }
    if (course.grades().isEmpty()) {
      return "Now open the course as a student and take the exam the teacher has set up.";
    }
    return "Grades have arrived: open the course as the teacher and look at the gradebook.";
  }

  /** For somebody on the course page. */
  static String forPerson(Course course, Person person, boolean hasSamples) {
    return person.teaches() ? forTeacher(course, hasSamples) : forStudent(course, person);
  }

  private static String forTeacher(Course course, boolean hasSamples) {
    if (!setUp(course)) {
      String first = course.activities().get(0).title();
      return hasSamples
          ? "Download a sample below, then open “%s” and upload it there.".formatted(first)
          : "Open “%s” below and upload an exam package to it.".formatted(first);
    }
    if (course.grades().isEmpty()) {
      return "When the exam is uploaded, change to a student (top of the page) and take it.";
    }
    return "Students have results: look at the gradebook, or open an exam to see the attempts.";
  }

  private static String forStudent(Course course, Person person) {
    if (!setUp(course)) {
      return "No exam is set up yet: change to the teacher (top of the page) and upload one.";
    }
    boolean graded = course.grades().stream().anyMatch(g -> g.person().equals(person.id()));
    return graded
        ? "Your result has arrived; open the exam again to review it."
        : "Open the exam, answer it and end it: your result then appears here by itself.";
  }

  private static boolean setUp(Course course) {
    return course.activities().stream().anyMatch(Activity::openedByTeacher);
  }
}
