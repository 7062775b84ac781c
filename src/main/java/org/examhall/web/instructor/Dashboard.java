package org.examhall.web.instructor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.examhall.core.access.AccessRules;
import org.examhall.core.access.Decision;
import org.examhall.core.access.EffectiveTimes;
import org.examhall.core.context.Contexts;
import org.examhall.core.context.Launch;
import org.examhall.core.report.AttemptLine;
import org.examhall.core.report.AttemptLines;
import org.examhall.core.report.AttemptPage;
import org.examhall.core.report.GradeSummary;
import org.examhall.core.report.Progress;
import org.examhall.core.report.Summaries;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.core.resource.Resources;
import org.examhall.core.scoring.OutboxGrade;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.AttemptBadge;
import org.examhall.web.parts.Badge;
import org.examhall.web.parts.GradeBadge;
import org.examhall.web.parts.Score;
import org.examhall.web.parts.Words;

/** How a class is doing with an exam: counts on top, then every attempt. */
public final class Dashboard {
  private final Db db;
  private final Contexts contexts;
  private final Resources resources;
  private final ResourceSettings settings;
  private final Summaries summaries;
  private final AttemptLines attempts;
  private final ScoreOutbox outbox;

  /** Reads these tables. */
  public Dashboard(
      Db db,
      Contexts contexts,
      Resources resources,
      ResourceSettings settings,
      Summaries summaries,
      AttemptLines attempts,
      ScoreOutbox outbox) {
    this.db = db;
    this.contexts = contexts;
    this.resources = resources;
    this.settings = settings;
    this.summaries = summaries;
    this.attempts = attempts;
    this.outbox = outbox;
  }

  /**
   * What the template reads.
   *
   * @param closed why students can't work now; empty when the exam is open
   * @param charts the class in figures
   * @param search what was searched for; may be empty
   * @param previous address of the page before
   * @param next address of the page after
   */
  public record Model(
      String course,
      String title,
      EffectiveTimes times,
      Optional<Words> closed,
      Charts charts,
      List<AttemptsTable.Heading> headings,
      String search,
      List<Row> rows,
      Optional<String> previous,
      Optional<String> next) {}

  /** A line of the table. */
  public record Row(
      long attemptId,
      long personId,
      String student,
      int number,
      Badge badge,
      Optional<Instant> startedAt,
      Optional<Instant> lastSavedAt,
      Optional<Score> score,
      GradeBadge grade) {}

  /** The page. */
  public Response show(Request request) {
    Launch launch = request.get(Launch.class);
    AttemptsTable table = AttemptsTable.of(request, "/l/" + launch.id() + "/");
    return Response.page("instructor/dashboard", db.tx(tx -> read(tx, launch, table)));
  }

  private Model read(Tx tx, Launch launch, AttemptsTable table) {
    Resource resource = resources.of(tx, launch);
    AccessRules rules = AccessRules.of(settings.of(tx, resource.id()));
    Progress progress = summaries.progress(tx, resource.id());
    GradeSummary grades = summaries.grades(tx, resource.id());
    AttemptPage page = attempts.page(tx, resource.id(), table.query());
    Map<Long, OutboxGrade> gradeOf = gradesOf(tx, resource, page);
    Instant now = tx.now();
    return new Model(
        contexts.title(tx, launch.contextId()),
        resource.title(),
        rules.times(),
        rules.times().openAt(now).refusal().map(reason -> Words.of(reason.messageKey())),
        new Charts(progress, grades),
        table.headings(),
        table.query().search(),
        page.rows().stream().map(line -> row(line, rules, now, gradeOf)).toList(),
        table.previous(page),
        table.next(page));
  }

  private Map<Long, OutboxGrade> gradesOf(Tx tx, Resource resource, AttemptPage page) {
    long[] persons = page.rows().stream().mapToLong(AttemptLine::personId).distinct().toArray();
    return outbox.list(tx, resource.id(), persons).stream()
        .collect(Collectors.toMap(OutboxGrade::personId, Function.identity()));
  }

  private static Row row(
      AttemptLine line, AccessRules rules, Instant now, Map<Long, OutboxGrade> gradeOf) {
    Decision mayContinue = rules.mayContinue(line.times(), now);
    return new Row(
        line.id(),
        line.personId(),
        line.personName(),
        line.number(),
        AttemptBadge.of(line.state(), mayContinue),
        line.startedAt(),
        line.lastSavedAt(),
        Score.of(line.scaledScore(), line.rawScore(), line.maxScore()),
        GradeBadge.of(Optional.ofNullable(gradeOf.get(line.personId()))));
  }
}
