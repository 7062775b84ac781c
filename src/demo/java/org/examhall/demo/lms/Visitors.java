package org.examhall.demo.lms;

import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.http.HttpProblem;

/** Whose page it is, as the path says, and whether they may. */
final class Visitors {
  private final DemoLms lms;

  Visitors(DemoLms lms) {
    this.lms = lms;
  }

  Person person(Call call) {
    return lms.course()
        .findPerson(call.path("person"))
        .orElseThrow(() -> new HttpProblem(404, "Nobody of that name is in the course."));
  }

  Person teacher(Call call) {
    Person person = person(call);
    if (!person.teaches()) {
      throw new HttpProblem(403, "Only the teacher may do that.");
    }
    return person;
  }

  /** The teacher, in a form of our own: the exam's pages are not to work in the teacher's name. */
  Person teacherHere(Call call) {
    String origin = call.header("Origin").orElse("");
    if (!origin.isEmpty() && !origin.equals(lms.url().toString())) {
      throw new HttpProblem(403, "The form was sent from another site.");
    }
    return teacher(call);
  }
}
