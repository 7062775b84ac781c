package org.examhall.web.admin;

import java.util.List;
import org.examhall.core.report.AttemptOpening;
import org.examhall.core.report.PersonAttempt;
import org.examhall.core.report.PersonLaunch;
import org.examhall.core.report.PersonOverview;
import org.examhall.core.report.PersonOverviews;
import org.examhall.core.user.Actor;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.person.PersonDataFile;

/** {@code /admin/persons/{person}}: who somebody is, and what they did last. */
public final class PersonPage {
  private final Db db;
  private final PersonOverviews persons;
  private final PersonDataFile file;

  /** What the template reads. */
  public record Model(
      String username,
      PersonOverview person,
      List<PersonAttempt> attempts,
      List<AttemptOpening> openings,
      List<PersonLaunch> launches) {}

  /** A page on these. */
  public PersonPage(Db db, PersonOverviews persons, PersonDataFile file) {
    this.db = db;
    this.persons = persons;
    this.file = file;
  }

  /** The page. */
  public Response show(Request request) {
    return db.tx(tx -> Response.page("admin/person", model(tx, request)));
  }

  /** A file of all that is kept about them. */
  public Response take(Request request) {
    return file.take(request.get(Actor.class), request.pathId("person"));
  }

  private Model model(Tx tx, Request request) {
    PersonOverview person =
        persons
            .find(tx, request.pathId("person"))
            .orElseThrow(() -> new Refused(HttpReason.NOT_FOUND));
    return new Model(
        request.get(StaffAccount.class).username(),
        person,
        persons.attempts(tx, person.id()),
        persons.openings(tx, person.id()),
        persons.launches(tx, person.id()));
  }
}
