package org.examhall.web.admin;

import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.core.attempt.ErasePerson;
import org.examhall.core.report.KeptData;
import org.examhall.core.report.KeptDataCounts;
import org.examhall.core.report.PersonOverview;
import org.examhall.core.report.PersonOverviews;
import org.examhall.core.user.Actor;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/persons/{person}/erase}: erases somebody, after saying what that does. */
public final class ErasePage {
  private final Db db;
  private final PersonOverviews persons;
  private final KeptDataCounts counts;
  private final ErasePerson erase;
  private final Refusals refusals;

  /**
   * What the template reads.
   *
   * @param name what has to be typed
   * @param problem why nothing was erased
   */
  public record Model(
      String username,
      PersonOverview person,
      KeptData kept,
      String name,
      boolean mistyped,
      Optional<String> problem) {}

  /** A page on these. */
  public ErasePage(
      Db db, PersonOverviews persons, KeptDataCounts counts, ErasePerson erase, Refusals refusals) {
    this.db = db;
    this.persons = persons;
    this.counts = counts;
    this.erase = erase;
    this.refusals = refusals;
  }

  /** What erasing does. */
  public Response show(Request request) {
    return page(db.tx(tx -> model(tx, request, false, Optional.empty())));
  }

  /** Erases, if the name was typed. */
  public Response submit(Request request) {
    Model asked = db.tx(tx -> model(tx, request, true, Optional.empty()));
    if (!request.parameter("name").orElse("").equals(asked.name().strip())) {
      return page(asked).status(400);
    }
    Actor actor = request.get(Actor.class);
    try {
      db.run(tx -> erase.run(tx, actor, asked.person().id()));
    } catch (Refused refused) {
      Optional<String> problem = Optional.of(refusals.text(request, refused));
      return page(db.tx(tx -> model(tx, request, false, problem))).status(refusals.status(refused));
    }
    return Response.redirect("/admin/search");
  }

  private Model model(Tx tx, Request request, boolean mistyped, Optional<String> problem) {
    PersonOverview person =
        persons
            .find(tx, request.pathId("person"))
            .orElseThrow(() -> new Refused(HttpReason.NOT_FOUND));
    return new Model(
        request.get(StaffAccount.class).username(),
        person,
        counts.of(tx, person.id()),
        name(person),
        mistyped,
        problem);
  }

  private static String name(PersonOverview person) {
    return Stream.concat(Stream.of(person.name()), person.userIds().stream())
        .filter(name -> !name.isBlank())
        .findFirst()
        .orElse(Long.toString(person.id()));
  }

  private static Response page(Model model) {
    return Response.page("admin/erase", model);
  }
}
