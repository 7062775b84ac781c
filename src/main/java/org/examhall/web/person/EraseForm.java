package org.examhall.web.person;

import java.util.Optional;
import org.examhall.core.attempt.ErasePerson;
import org.examhall.core.report.KeptDataCounts;
import org.examhall.core.report.PersonOverviews;
import org.examhall.core.user.Actor;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;

/** Says what erasing somebody does, has their name typed, and erases. */
public final class EraseForm {
  private final Db db;
  private final PersonOverviews persons;
  private final KeptDataCounts counts;
  private final ErasePerson erase;
  private final Refusals refusals;

  /** A form on these. */
  public EraseForm(
      Db db, PersonOverviews persons, KeptDataCounts counts, ErasePerson erase, Refusals refusals) {
    this.db = db;
    this.persons = persons;
    this.counts = counts;
    this.erase = erase;
    this.refusals = refusals;
  }

  /** The empty form; refused when there is nobody. */
  public Erasure of(long personId) {
    return db.tx(tx -> read(tx, personId));
  }

  /** Erases, if the name was typed; else the form again, with what is wrong. */
  public Optional<Erasure> submit(Request request, Actor actor, long personId) {
    Erasure asked = of(personId);
    if (!request.parameter("name").orElse("").equals(asked.person().called())) {
      return Optional.of(asked.asMistyped());
    }
    boolean evenOpen = request.parameter("open").isPresent();
    try {
      db.run(tx -> erase.run(tx, actor, personId, evenOpen));
      return Optional.empty();
    } catch (Refused refused) {
      String problem = refusals.text(request, refused);
      return Optional.of(of(personId).with(problem, refusals.status(refused)));
    }
  }

  private Erasure read(Tx tx, long personId) {
    return new Erasure(
        persons.find(tx, personId).orElseThrow(() -> new Refused(HttpReason.NOT_FOUND)),
        counts.of(tx, personId),
        false,
        Optional.empty(),
        200);
  }
}
