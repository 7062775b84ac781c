package org.examhall.web.instructor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.examhall.core.access.AccessRules;
import org.examhall.core.access.Decision;
import org.examhall.core.report.AttemptLine;
import org.examhall.core.report.AttemptLines;
import org.examhall.core.report.AttemptPage;
import org.examhall.core.report.AttemptQuery;
import org.examhall.core.scoring.OutboxGrade;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.parts.AttemptBadge;
import org.examhall.web.parts.Badge;
import org.examhall.web.parts.GradeBadge;
import org.examhall.web.parts.Score;

/** The attempts of a class, each with what became of its student's grade. */
public final class ClassRows {
  private final AttemptLines attempts;
  private final ScoreOutbox outbox;

  /** Reads these tables. */
  public ClassRows(AttemptLines attempts, ScoreOutbox outbox) {
    this.attempts = attempts;
    this.outbox = outbox;
  }

  /**
   * A line of the table.
   *
   * @param lateAnswers how many arrived after the attempt's end
   */
  public record Row(
      long attemptId,
      long personId,
      String student,
      int number,
      Badge badge,
      Optional<Instant> startedAt,
      Optional<Instant> lastSavedAt,
      int lateAnswers,
      Optional<Score> score,
      GradeBadge grade) {}

  /** Some rows, and the attempts at their edges. */
  record Rows(List<Row> rows, AttemptPage page) {}

  Rows read(Tx tx, long resourceId, AccessRules rules, AttemptQuery query) {
    AttemptPage page = attempts.page(tx, resourceId, query);
    long[] persons = page.rows().stream().mapToLong(AttemptLine::personId).distinct().toArray();
    Map<Long, OutboxGrade> gradeOf =
        outbox.list(tx, resourceId, persons).stream()
            .collect(Collectors.toMap(OutboxGrade::personId, Function.identity()));
    Instant now = tx.now();
    List<Row> rows =
        page.rows().stream()
            .map(line -> row(line, rules.at(line.open()).mayContinue(line.times(), now), gradeOf))
            .toList();
    return new Rows(rows, page);
  }

  private static Row row(AttemptLine line, Decision mayContinue, Map<Long, OutboxGrade> gradeOf) {
    return new Row(
        line.id(),
        line.personId(),
        line.personName(),
        line.number(),
        AttemptBadge.of(line.state(), mayContinue),
        line.startedAt(),
        line.lastSavedAt(),
        line.lateAnswers(),
        Score.of(line.scaledScore(), line.rawScore(), line.maxScore()),
        GradeBadge.of(Optional.ofNullable(gradeOf.get(line.personId()))));
  }
}
