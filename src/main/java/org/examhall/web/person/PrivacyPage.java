package org.examhall.web.person;

import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Launches;
import org.examhall.core.context.ObservedPerson;
import org.examhall.core.context.Persons;
import org.examhall.core.report.KeptData;
import org.examhall.core.report.KeptDataCounts;
import org.examhall.core.user.Actor;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * What is kept of one person of the LMS, for an administrator of the LMS who has to answer for it.
 * Source: DP-01.
 */
public final class PrivacyPage {
  private final Db db;
  private final Tables tables;
  private final PersonDataFile file;
  private final String contact;

  /** The tables that this page reads. */
  public record Tables(Persons persons, Launches launches, KeptDataCounts counts) {}

  /** Reads these tables; {@code contact} is whom to ask, and may be empty. */
  public PrivacyPage(Db db, Tables tables, PersonDataFile file, String contact) {
    this.db = db;
    this.tables = tables;
    this.file = file;
    this.contact = contact;
  }

  /**
   * What the template reads.
   *
   * @param person empty when nobody of this id has been here; then nothing is kept
   * @param mayErase whether the site's administrators leave erasing to those of this LMS
   */
  public record Model(
      Optional<ObservedPerson> person, Optional<KeptData> kept, boolean mayErase, String contact) {}

  /** The page. */
  public Response show(Launch launch) {
    return Response.page("person/privacy", db.tx(tx -> read(tx, launch)));
  }

  /** A file of all of it. */
  public Response take(Request request) {
    Launch launch = request.get(Launch.class);
    ObservedPerson person =
        db.tx(tx -> tables.persons().findForUser(tx, launch))
            .orElseThrow(() -> new Refused(HttpReason.NOT_FOUND));
    return file.take(Actor.person(launch.personId(), request.remoteAddress()), person.id());
  }

  private Model read(Tx tx, Launch launch) {
    Optional<ObservedPerson> person = tables.persons().findForUser(tx, launch);
    return new Model(
        person,
        person.map(who -> tables.counts().of(tx, who.id())),
        tables.launches().adminsErase(tx, launch),
        contact);
  }
}
