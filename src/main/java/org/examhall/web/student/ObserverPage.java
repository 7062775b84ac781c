package org.examhall.web.student;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.access.AccessRules;
import org.examhall.core.access.EffectiveTimes;
import org.examhall.core.attempt.AttemptRules;
import org.examhall.core.context.Launch;
import org.examhall.core.context.ObservedPerson;
import org.examhall.core.context.Persons;
import org.examhall.core.report.AttemptLine;
import org.examhall.core.report.AttemptLines;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.core.resource.Resources;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Response;

/**
 * What somebody sees who looks on for students: what the exam is and when, and the attempts of
 * those whom the launch named, with their scores as far as the students see them. Nobody's answers.
 */
public final class ObserverPage {
  private final Db db;
  private final Tables tables;

  /** The tables that this page reads, and the rules that decide what is shown. */
  public record Tables(
      Resources resources,
      ResourceSettings settings,
      Persons persons,
      AttemptLines attempts,
      AttemptRules rules) {}

  /** Reads these tables. */
  public ObserverPage(Db db, Tables tables) {
    this.db = db;
    this.tables = tables;
  }

  /**
   * What the template reads.
   *
   * @param title empty when no exam is set up
   * @param learners whom the launch may look on for
   */
  public record Model(
      String course,
      Optional<String> title,
      Optional<EffectiveTimes> times,
      List<Learner> learners) {}

  /**
   * Somebody who is looked on for.
   *
   * @param name as the LMS gave it; may be empty
   */
  public record Learner(long id, String name, List<FrontPage.Attempt> attempts) {}

  /** The page. */
  public Response show(Launch launch) {
    return Response.page("student/observer", db.tx(tx -> read(tx, launch)));
  }

  private Model read(Tx tx, Launch launch) {
    Optional<Resource> resource =
        launch.resourceId().flatMap(id -> tables.resources().find(tx, launch.contextId(), id));
    return new Model(
        launch.courseTitle(),
        resource.map(Resource::title),
        resource.map(r -> EffectiveTimes.of(tables.settings().of(tx, r.id()))),
        resource.map(r -> learners(tx, launch, r)).orElse(List.of()));
  }

  private List<Learner> learners(Tx tx, Launch launch, Resource resource) {
    List<ObservedPerson> observed = tables.persons().listObserved(tx, launch);
    List<Long> ids = observed.stream().map(ObservedPerson::id).toList();
    Map<Long, AccessRules> rules = tables.rules().ofNext(tx, resource, ids);
    List<AttemptLine> lines = tables.attempts().listOf(tx, resource.id(), ids);
    Instant now = tx.now();
    return observed.stream()
        .flatMap(
            person ->
                Optional.ofNullable(rules.get(person.id()))
                    .map(own -> learner(person, own, lines, now))
                    .stream())
        .toList();
  }

  private static Learner learner(
      ObservedPerson person, AccessRules rules, List<AttemptLine> lines, Instant now) {
    return new Learner(
        person.id(),
        person.name(),
        lines.stream()
            .filter(line -> line.personId() == person.id())
            .map(line -> FrontPage.attempt(rules, line, now))
            .toList());
  }
}
