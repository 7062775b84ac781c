package org.examhall.web.person;

import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Launches;
import org.examhall.core.context.ObservedPerson;
import org.examhall.core.context.Persons;
import org.examhall.core.user.Actor;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * An administrator of the LMS erases the person whom the launch names, and nobody else, where the
 * site's administrators allow it for that LMS. Source: DP-01.
 */
public final class ErasePage {
  private final Db db;
  private final Persons persons;
  private final Launches launches;
  private final EraseForm form;

  /** What the template reads. */
  public record Model(Erasure erasure) {}

  /** Finds the person in these tables, and uses {@code form}. */
  public ErasePage(Db db, Persons persons, Launches launches, EraseForm form) {
    this.db = db;
    this.persons = persons;
    this.launches = launches;
    this.form = form;
  }

  /** What erasing does. */
  public Response show(Request request) {
    return page(form.of(named(request).orElseThrow(() -> new Refused(HttpReason.NOT_FOUND)).id()));
  }

  /** Erases, if the name was typed; who is erased already is not there, which is no error. */
  public Response submit(Request request) {
    Launch launch = request.get(Launch.class);
    Actor actor = Actor.person(launch.personId(), request.remoteAddress());
    Optional<ObservedPerson> person = named(request);
    return person
        .flatMap(who -> form.submit(request, actor, who.id()))
        .map(ErasePage::page)
        .orElseGet(() -> Response.redirect(after(launch, person)));
  }

  private Optional<ObservedPerson> named(Request request) {
    Launch launch = request.get(Launch.class);
    return db.tx(
        tx -> {
          requireAllowed(tx, launch);
          return persons.findForUser(tx, launch);
        });
  }

  private void requireAllowed(Tx tx, Launch launch) {
    if (!launches.adminsErase(tx, launch)) {
      throw new Refused(HttpReason.SITE_ERASES);
    }
  }

  /** Who erased themselves has no launch any more. */
  private static String after(Launch launch, Optional<ObservedPerson> person) {
    boolean own = person.filter(who -> who.id() == launch.personId()).isPresent();
    return own ? "/" : "/l/" + launch.id() + "/";
  }

  private static Response page(Erasure erasure) {
    return Response.page("person/erase", new Model(erasure)).status(erasure.status());
  }
}
