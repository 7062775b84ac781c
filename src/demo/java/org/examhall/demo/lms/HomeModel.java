package org.examhall.demo.lms;

import java.util.List;

/** What the first page shows. */
public record HomeModel(String courseTitle, List<Person> people, String nextStep) {
  static HomeModel of(Course course) {
    return new HomeModel(Course.TITLE, course.people(), NextStep.forAnybody(course));
  }
}
