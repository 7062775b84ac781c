package org.examhall.web.student;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.core.access.AccessRules;
import org.examhall.core.access.Decision;
import org.examhall.core.access.EffectiveTimes;
import org.examhall.core.attempt.AttemptRules;
import org.examhall.core.attempt.RulesNow;
import org.examhall.core.context.Launch;
import org.examhall.core.report.AttemptLine;
import org.examhall.core.report.AttemptLines;
import org.examhall.core.report.Score;
import org.examhall.core.resource.GradeOf;
import org.examhall.core.resource.Resource;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Response;
import org.examhall.web.parts.AttemptBadge;
import org.examhall.web.parts.Badge;
import org.examhall.web.parts.GradeBadge;
import org.examhall.web.parts.Words;

/** The front page of an exam: what it is, what may be done now, and the student's own attempts. */
public final class FrontPage {
  private final Db db;
  private final AttemptRules rules;
  private final AttemptLines attempts;
  private final ScoreOutbox outbox;

  /** Reads these tables. */
  public FrontPage(Db db, AttemptRules rules, AttemptLines attempts, ScoreOutbox outbox) {
    this.db = db;
    this.rules = rules;
    this.attempts = attempts;
    this.outbox = outbox;
  }

  /**
   * What the template reads.
   *
   * @param name empty when the LMS gave none
   * @param blocked why no attempt can be begun; empty when one can, or when one goes on
   * @param blockedWhen the moment that {@code blocked} is about
   * @param current the attempt to continue
   * @param attemptsLeft empty: any number
   */
  public record Model(
      String course,
      String title,
      String name,
      Optional<Duration> timeLimit,
      EffectiveTimes times,
      int attemptsUsed,
      Optional<Integer> attemptsLeft,
      boolean latestCounts,
      String scoresShown,
      boolean mayStart,
      Optional<Words> blocked,
      Optional<Instant> blockedWhen,
      Optional<Attempt> current,
      List<Attempt> attempts,
      GradeBadge grade) {
    /** Minutes of the exam's own time limit. */
    public Optional<Long> timeLimitMinutes() {
      return timeLimit.map(limit -> Math.max(1, limit.toMinutes()));
    }
  }

  /**
   * One attempt.
   *
   * @param lateAnswers how many arrived after its end
   * @param hidden why its score is not shown
   * @param hiddenUntil when it will be
   */
  public record Attempt(
      long id,
      int number,
      Badge badge,
      Optional<Instant> startedAt,
      Optional<Instant> lastSavedAt,
      Optional<Instant> endedAt,
      int lateAnswers,
      Optional<Score> score,
      Optional<Words> hidden,
      Optional<Instant> hiddenUntil,
      boolean mayContinue,
      boolean mayReview) {
    /** Whether there is a page that says what was received. */
    public boolean hasReceipt() {
      return endedAt.isPresent();
    }
  }

  /** The page for the launch's student. */
  public Response show(Launch launch) {
    return Response.page("student/front", db.read(tx -> read(tx, launch)));
  }

  private Model read(Tx tx, Launch launch) {
    AttemptRules.Next opened = rules.ofNext(tx, launch);
    Resource resource = opened.resource();
    RulesNow bound = opened.rules();
    AccessRules next = bound.rules();
    Instant now = bound.now();
    List<AttemptLine> lines =
        opened.isFirst() ? List.of() : attempts.listOf(tx, resource.id(), launch.personId());
    List<Attempt> shown = lines.stream().map(line -> attempt(next, line, now)).toList();
    Optional<Attempt> current = shown.stream().filter(Attempt::mayContinue).findFirst();
    Decision start =
        lines.stream()
            .map(line -> next.at(line.open()).mayContinue(line.times(), now))
            .filter(Decision::waits)
            .findFirst()
            .orElseGet(() -> bound.mayStart(lines.size(), current.isPresent()));
    return new Model(
        launch.courseTitle(),
        resource.title(),
        launch.personName(),
        bound.shownLimit(),
        next.times(),
        lines.size(),
        next.setting().maxAttempts().map(max -> Math.max(0, max - lines.size())),
        next.setting().gradeOf() == GradeOf.LATEST,
        scoresShown(next),
        start.allowed(),
        current.isPresent() ? Optional.empty() : start.refusal().map(r -> Words.of(r.messageKey())),
        start.when(),
        current,
        shown,
        GradeBadge.of(
            lines.isEmpty()
                ? Optional.empty() // nor is there a place on the page for it
                : outbox.find(tx, resource.id(), launch.personId())));
  }

  /** An attempt as its student may see it. */
  static Attempt attempt(AccessRules general, AttemptLine line, Instant now) {
    AccessRules rules = general.at(line.open());
    Decision mayContinue = rules.mayContinue(line.times(), now);
    Decision maySee = rules.maySeeScore(line.times(), now);
    return new Attempt(
        line.id(),
        line.number(),
        AttemptBadge.of(line.state(), mayContinue),
        line.startedAt(),
        line.lastSavedAt(),
        line.endedAt(),
        line.lateAnswers(),
        maySee.allowed()
            ? Score.of(line.scaledScore(), line.rawScore(), line.maxScore())
            : Optional.empty(),
        maySee.refusal().map(r -> Words.of(r.messageKey())),
        maySee.when(),
        mayContinue.allowed(),
        rules.mayReview(line.times(), now).allowed());
  }

  private static String scoresShown(AccessRules rules) {
    return switch (rules.setting().showScores()) {
      case ALWAYS -> "student.scores_always";
      case COMPLETED -> "student.scores_completed";
      case REVIEW ->
          rules.setting().reviewFrom().isPresent()
              ? "student.scores_later"
              : "student.scores_completed";
      case NEVER -> "student.scores_never";
    };
  }
}
