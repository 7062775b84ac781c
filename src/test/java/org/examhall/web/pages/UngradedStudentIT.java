package org.examhall.web.pages;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.regex.Pattern;
import org.examhall.core.resource.Resource;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A student whom the LMS cannot grade, or asked no grade of. */
class UngradedStudentIT {
  private static final World WORLD = World.fresh();
  private static final RunningApp APP =
      RunningApp.start(WORLD, Map.of("EXAMHALL_WORKER", "separate"));

  private final Classroom classroom = new Classroom(WORLD);
  private final Resource resource = classroom.exam();
  private final Guest teacher = new Guest(APP.app(), classroom.teacher());
  private final long ann = WORLD.person(classroom.consumer, "Ann");

  @AfterAll
  static void close() {
    APP.close();
    WORLD.close();
  }

  @Test
  @Requirement("BO-13")
  void whereTheLmsGaveNoPlaceForTheGradeTheTeacherReadsWhyAndTheStudentThatNoneIsSent() {
    long attempt = classroom.graded(resource, ann, "no_address");

    String row = row(teacher.get("/").body(), attempt);
    String compared = teacher.get("/grades").body();
    String student = new Guest(APP.app(), classroom.student(ann)).get("/").body();

    assertTrue(row.contains("Not asked for"), row);
    assertTrue(row.contains("The LMS has not said where this grade goes."), row);
    assertFalse(row.contains("data-action=\"resend\""), row);
    assertTrue(compared.contains("the LMS has not said where to send it"), compared);
    assertTrue(student.contains("has not asked for a grade here, so none is sent"), student);
    assertFalse(student.contains("goes to your course"), student);
  }

  @Test
  @Requirement("BO-13")
  void whereTheLmsRefusesThePersonTheTeacherReadsItsWordsAndTheStudentThatItDid() {
    long attempt = classroom.graded(resource, ann, "refused");

    String row = row(teacher.get("/").body(), attempt);
    String student = new Guest(APP.app(), classroom.student(ann)).get("/").body();

    assertTrue(row.contains("no longer has this activity or this student"), row);
    assertTrue(row.contains("The LMS said: User is not enrolled"), row);
    assertTrue(student.contains("Your course did not accept the grade"), student);
  }

  private static String row(String page, long attempt) {
    var row = Pattern.compile("(?s)data-attempt=\"" + attempt + "\".*?</tr>").matcher(page);
    assertTrue(row.find(), page);
    return row.group();
  }
}
