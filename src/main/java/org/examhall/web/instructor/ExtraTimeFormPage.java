package org.examhall.web.instructor;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.examhall.core.access.AccessChange;
import org.examhall.core.access.AccessChange.Member;
import org.examhall.core.access.AccessChanges;
import org.examhall.core.access.Allowance;
import org.examhall.core.attempt.ChangeTimes;
import org.examhall.core.attempt.LiveNews;
import org.examhall.core.context.Launch;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.Resources;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** Gives students extra time, and changes what was given. */
public final class ExtraTimeFormPage {
  private static final String TEMPLATE = "instructor/extra_time_form";

  private final Db db;
  private final Resources resources;
  private final AccessChanges changes;
  private final ChangeTimes changeTimes;
  private final LiveNews news;

  /** Works on these tables. */
  public ExtraTimeFormPage(
      Db db, Resources resources, AccessChanges changes, ChangeTimes changeTimes, LiveNews news) {
    this.db = db;
    this.resources = resources;
    this.changes = changes;
    this.changeTimes = changeTimes;
    this.news = news;
  }

  /**
   * What the template reads.
   *
   * @param changeId what is being changed; empty for something new
   * @param students of the course, by name
   */
  public record Model(
      String course,
      String title,
      Optional<Long> changeId,
      ExtraTimeForm form,
      List<Member> students) {}

  /** An empty form; {@code person} in the address is ticked. */
  public Response create(Request request) {
    Launch launch = request.get(Launch.class);
    Optional<Long> person =
        request.parameter("person").filter(id -> id.matches("[1-9]\\d{0,17}")).map(Long::valueOf);
    return Response.page(
        TEMPLATE, db.tx(tx -> model(tx, launch, Optional.empty(), ExtraTimeForm.empty(person))));
  }

  /** The form of a change. */
  public Response edit(Request request) {
    Launch launch = request.get(Launch.class);
    long id = request.pathId("change");
    return Response.page(
        TEMPLATE,
        db.tx(
            tx -> {
              AccessChange change = changes.byId(tx, resources.of(tx, launch).id(), id);
              return model(tx, launch, Optional.of(id), ExtraTimeForm.of(change));
            }));
  }

  /** Saves something new. */
  public Response add(Request request) {
    return save(request, Optional.empty());
  }

  /** Saves a change anew. */
  public Response save(Request request) {
    return save(request, Optional.of(request.pathId("change")));
  }

  private Response save(Request request, Optional<Long> id) {
    Launch launch = request.get(Launch.class);
    ExtraTimeForm form = ExtraTimeForm.of(request);
    Resource resource = db.tx(tx -> save(tx, launch, id, form));
    if (!form.errors().isEmpty()) {
      return Response.page(TEMPLATE, db.tx(tx -> model(tx, launch, id, form))).status(400);
    }
    news.resourceChanged(resource.id());
    return Response.redirect("/l/" + launch.id() + "/extra-time?done=saved");
  }

  private Resource save(Tx tx, Launch launch, Optional<Long> id, ExtraTimeForm form) {
    Resource resource = resources.of(tx, launch);
    id.ifPresent(known -> changes.byId(tx, resource.id(), known));
    Allowance allowance = form.read();
    if (!form.errors().isEmpty()) {
      return resource;
    }
    Set<Long> persons = new HashSet<>(form.persons());
    id.ifPresent(known -> persons.addAll(changes.membersOf(tx, resource.id(), known)));
    return changeTimes.runFor(
        tx,
        resource.id(),
        persons,
        () -> {
          id.ifPresentOrElse(
              known -> changes.save(tx, resource.id(), known, allowance, form.persons()),
              () -> changes.add(tx, resource.id(), allowance, form.persons(), launch.personId()));
          return resource;
        });
  }

  private Model model(Tx tx, Launch launch, Optional<Long> id, ExtraTimeForm form) {
    Resource resource = resources.of(tx, launch);
    return new Model(
        launch.courseTitle(), resource.title(), id, form, changes.students(tx, resource.id()));
  }
}
