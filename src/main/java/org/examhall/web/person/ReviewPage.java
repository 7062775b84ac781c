package org.examhall.web.person;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.core.access.AccessRules;
import org.examhall.core.attempt.AttemptRules;
import org.examhall.core.attempt.AttemptState;
import org.examhall.core.context.Launch;
import org.examhall.core.context.ObservedPerson;
import org.examhall.core.context.Persons;
import org.examhall.core.report.AttemptLine;
import org.examhall.core.report.AttemptLines;
import org.examhall.core.report.Score;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.Resources;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Response;
import org.examhall.web.parts.AttemptBadge;
import org.examhall.web.parts.Badge;

/**
 * The attempts of one learner behind the link, to be looked at again from the LMS's gradebook: by
 * who teaches, or by the learner as far as the exam's rules allow. Nobody else's. Source: SR-01.
 */
public final class ReviewPage {
  private final Db db;
  private final Tables tables;

  /** The tables that this page reads, and the rules that decide what is shown. */
  public record Tables(
      Resources resources, Persons persons, AttemptLines attempts, AttemptRules rules) {}

  /** Reads these tables. */
  public ReviewPage(Db db, Tables tables) {
    this.db = db;
    this.tables = tables;
  }

  /**
   * What the template reads.
   *
   * @param title empty when no exam is set up
   * @param learner empty when nobody of this id has been here
   */
  public record Model(
      String course,
      Optional<String> title,
      Optional<ObservedPerson> learner,
      List<Attempt> attempts) {}

  /** An attempt; {@code score} as far as the reader may see it. */
  public record Attempt(
      long id,
      int number,
      Badge badge,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      Optional<Score> score,
      boolean mayReview) {}

  /** The page. */
  public Response show(Launch launch) {
    return Response.page("person/review", db.tx(tx -> read(tx, launch)));
  }

  private Model read(Tx tx, Launch launch) {
    Optional<Resource> resource =
        launch.resourceId().flatMap(id -> tables.resources().find(tx, launch.contextId(), id));
    Optional<ObservedPerson> learner = tables.persons().findForUser(tx, launch);
    return new Model(
        launch.courseTitle(),
        resource.map(Resource::title),
        learner,
        resource.flatMap(r -> learner.map(who -> attempts(tx, launch, r, who))).orElse(List.of()));
  }

  private List<Attempt> attempts(Tx tx, Launch launch, Resource resource, ObservedPerson learner) {
    AccessRules general = tables.rules().ofNext(tx, resource, learner.id()).rules();
    Instant now = tx.now();
    return tables.attempts().listOf(tx, resource.id(), learner.id()).stream()
        .map(line -> attempt(general.at(line.open()), line, launch.isInstructor(), now))
        .toList();
  }

  private static Attempt attempt(
      AccessRules rules, AttemptLine line, boolean isInstructor, Instant now) {
    boolean scoreShown = isInstructor || rules.maySeeScore(line.times(), now).allowed();
    return new Attempt(
        line.id(),
        line.number(),
        AttemptBadge.of(line.state(), rules.mayContinue(line.times(), now)),
        line.startedAt(),
        line.endedAt(),
        scoreShown
            ? Score.of(line.scaledScore(), line.rawScore(), line.maxScore())
            : Optional.empty(),
        isInstructor
            ? line.state() != AttemptState.NEW
            : rules.mayReview(line.times(), now).allowed());
  }
}
