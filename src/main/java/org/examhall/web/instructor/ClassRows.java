package org.examhall.web.instructor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.examhall.core.access.AccessRules;
import org.examhall.core.access.Decision;
import org.examhall.core.attempt.receipt.ReceiptMail;
import org.examhall.core.attempt.receipt.ReceiptMails;
import org.examhall.core.report.AttemptLine;
import org.examhall.core.report.AttemptLines;
import org.examhall.core.report.AttemptPage;
import org.examhall.core.report.AttemptQuery;
import org.examhall.core.report.Score;
import org.examhall.core.scoring.OutboxGrade;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.parts.AttemptBadge;
import org.examhall.web.parts.Badge;
import org.examhall.web.parts.GradeBadge;
import org.examhall.web.parts.MailNote;

/** The attempts of a class, each with what became of its student's grade. */
public final class ClassRows {
  private final AttemptLines attempts;
  private final ScoreOutbox outbox;
  private final ReceiptMails mails;

  /** Reads these tables. */
  public ClassRows(AttemptLines attempts, ScoreOutbox outbox, ReceiptMails mails) {
    this.attempts = attempts;
    this.outbox = outbox;
    this.mails = mails;
  }

  /**
   * A line of the table.
   *
   * @param lateAnswers how many arrived after the attempt's end
   * @param mail what became of the receipt's mail; empty when none is sent
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
      GradeBadge grade,
      Optional<MailNote> mail) {}

  /** Some rows, and the attempts at their edges. */
  record Rows(List<Row> rows, AttemptPage page) {}

  Rows read(Tx tx, long resourceId, AccessRules rules, AttemptQuery query) {
    AttemptPage page = attempts.page(tx, resourceId, query);
    long[] persons = page.rows().stream().mapToLong(AttemptLine::personId).distinct().toArray();
    Map<Long, OutboxGrade> gradeOf =
        outbox.list(tx, resourceId, persons).stream()
            .collect(Collectors.toMap(OutboxGrade::personId, Function.identity()));
    Map<Long, MailNote> mailOf =
        mails.list(tx, page.rows().stream().mapToLong(AttemptLine::id).toArray()).stream()
            .collect(Collectors.toMap(ReceiptMail::attemptId, MailNote::of));
    Instant now = tx.now();
    List<Row> rows =
        page.rows().stream()
            .map(
                line ->
                    row(
                        line,
                        rules.at(line.open()).mayContinue(line.times(), now),
                        Optional.ofNullable(gradeOf.get(line.personId())),
                        Optional.ofNullable(mailOf.get(line.id()))))
            .toList();
    return new Rows(rows, page);
  }

  private static Row row(
      AttemptLine line,
      Decision mayContinue,
      Optional<OutboxGrade> grade,
      Optional<MailNote> mail) {
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
        GradeBadge.of(grade),
        mail);
  }
}
