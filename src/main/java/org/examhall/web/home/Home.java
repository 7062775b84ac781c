package org.examhall.web.home;

import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.instructor.ChoosePage;
import org.examhall.web.instructor.Dashboard;
import org.examhall.web.instructor.SelectPage;
import org.examhall.web.person.PrivacyPage;
import org.examhall.web.person.ReviewPage;
import org.examhall.web.student.FrontPage;
import org.examhall.web.student.NotSetUpPage;
import org.examhall.web.student.ObserverPage;

/** Shows the first page of a launch. */
public final class Home {
  private final Instructors instructors;
  private final Students students;
  private final AboutPerson aboutPerson;

  /** The first pages of who teaches. */
  public record Instructors(ChoosePage choose, Dashboard dashboard, SelectPage select) {}

  /** The first pages of who learns, and of who looks on. */
  public record Students(NotSetUpPage notSetUp, FrontPage front, ObserverPage observer) {}

  /** The first pages of launches that are about one person. */
  public record AboutPerson(ReviewPage review, PrivacyPage privacy) {}

  /** Chooses among these. */
  public Home(Instructors instructors, Students students, AboutPerson aboutPerson) {
    this.instructors = instructors;
    this.students = students;
    this.aboutPerson = aboutPerson;
  }

  /** The page for who came, and for what. */
  public Response show(Request request) {
    Launch launch = request.get(Launch.class);
    return switch (launch.purpose()) {
      case RESOURCE, ADMINISTRATION -> resource(request, launch);
      case SELECTION -> instructors.select().show(request);
      case REVIEW -> aboutPerson.review().show(launch);
      case PRIVACY -> aboutPerson.privacy().show(launch);
    };
  }

  private Response resource(Request request, Launch launch) {
    boolean isSetUp = launch.resourceId().isPresent();
    return switch (launch.role()) {
      case INSTRUCTOR ->
          isSetUp
              ? instructors.dashboard().show(request)
              : instructors.choose().show(launch, Optional.empty());
      case LEARNER -> isSetUp ? students.front().show(launch) : students.notSetUp().show(launch);
      case OBSERVER -> students.observer().show(launch);
    };
  }
}
