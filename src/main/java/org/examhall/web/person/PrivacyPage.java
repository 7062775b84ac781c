package org.examhall.web.person;

import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.core.context.ObservedPerson;
import org.examhall.core.context.Persons;
import org.examhall.core.report.KeptData;
import org.examhall.core.report.KeptDataCounts;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Response;

/**
 * What is kept of one person of the LMS, for an administrator of the LMS who has to answer for it.
 * Source: DP-01.
 */
public final class PrivacyPage {
  private final Db db;
  private final Persons persons;
  private final KeptDataCounts counts;
  private final String contact;

  /** Reads these tables; {@code contact} is whom to ask, and may be empty. */
  public PrivacyPage(Db db, Persons persons, KeptDataCounts counts, String contact) {
    this.db = db;
    this.persons = persons;
    this.counts = counts;
    this.contact = contact;
  }

  /**
   * What the template reads.
   *
   * @param person empty when nobody of this id has been here; then nothing is kept
   */
  public record Model(Optional<ObservedPerson> person, Optional<KeptData> kept, String contact) {}

  /** The page. */
  public Response show(Launch launch) {
    return Response.page("person/privacy", db.tx(tx -> read(tx, launch)));
  }

  private Model read(Tx tx, Launch launch) {
    Optional<ObservedPerson> person = persons.findForUser(tx, launch);
    return new Model(person, person.map(who -> counts.of(tx, who.id())), contact);
  }
}
