package org.examhall.demo.lms;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.lti13.MediaType;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Refused;

/** Takes scores into the gradebook. Source: AGS 2.0 section 3.4. */
final class ScoreService {
  private final Platform platform;
  private final Course course;
  private final Columns columns;
  private final LineItemService lineItems;

  ScoreService(DemoLms lms, LineItemService lineItems) {
    this.platform = lms.platform();
    this.course = lms.course();
    this.columns = platform.columns();
    this.lineItems = lineItems;
  }

  Answer take(Call call) {
    LineItem item = lineItems.item(call);
    JsonNode body = Accepted.body(call, MediaType.SCORE);
    Score score = Score.read(body);
    boolean emptyComment = body.has("comment") && score.comment().isEmpty();
    Refused.unless(
        !emptyComment || !platform.has(Quirk.COMMENT_EMPTY_REFUSED), 400, "", "comment is empty");
    boolean student = course.students().stream().anyMatch(p -> p.id().equals(score.person()));
    Refused.unless(student, 422, "", "User not found in course or is not a student");
    store(item, score);
    return answer(item, score);
  }

  private synchronized void store(LineItem item, Score score) {
    Optional<Result> before = columns.findResult(item.id(), score.person());
    Instant now = platform.clock().instant();
    boolean byReceipt = item.own() && platform.has(Quirk.STAMP_BY_RECEIPT);
    before.ifPresent(old -> demandNewer(old.stamp(), score.sent()));
    Optional<BigDecimal> ratio = ratio(score, before, item);
    columns.put(
        new Result(
            item.id(),
            score.person(),
            ratio.map(item.scoreMaximum()::multiply).map(ScoreService::plain).orElse(""),
            score.comment(),
            score.activityProgress(),
            score.gradingProgress(),
            byReceipt ? now : score.sent()));
    grade(columns.cellOf(item), score, ratio, now);
  }

  private void demandNewer(Instant stored, Instant sent) {
    if (platform.has(Quirk.STAMP_EQUAL_REFUSED)) {
      demandLater(stored, sent);
    }
    boolean seconds = platform.has(Quirk.STAMP_BY_RECEIPT);
    Instant old = seconds ? stored.truncatedTo(ChronoUnit.SECONDS) : stored;
    Instant fresh = seconds ? sent.truncatedTo(ChronoUnit.SECONDS) : sent;
    boolean newer = seconds ? fresh.isAfter(old) : !fresh.isBefore(old);
    int status = platform.has(Quirk.STAMP_OLD_400) ? 400 : 409;
    Refused.unless(newer, status, "", "timestamp is not newer than the last one");
  }

  /** In the words of Open edX, which our client has to understand. */
  private static void demandLater(Instant stored, Instant sent) {
    if (sent.isBefore(stored)) {
      throw Refused.ofField(
          "timestamp", "Score timestamp can only be updated to a later point in time");
    }
    if (sent.equals(stored)) {
      throw Refused.ofField("timestamp", "Score already exists for the provided timestamp");
    }
  }

  /** What counts from now on; empty for no grade. */
  private Optional<BigDecimal> ratio(Score score, Optional<Result> before, LineItem item) {
    boolean counts =
        score.isFinal()
            || (score.gradingProgress().equals("PendingManual")
                && platform.has(Quirk.PENDING_MANUAL_COUNTS));
    if (counts || score.ratio().isEmpty()) {
      return score.ratio();
    }
    if (platform.has(Quirk.PENDING_CLEARS)) {
      return Optional.empty();
    }
    return before
        .map(Result::points)
        .filter(points -> !points.isEmpty())
        .map(
            points -> new BigDecimal(points).divide(item.scoreMaximum(), 10, RoundingMode.HALF_UP));
  }

  private void grade(String cell, Score score, Optional<BigDecimal> ratio, Instant now) {
    ratio.ifPresentOrElse(
        value ->
            course.grade(
                new Grade(cell, score.person(), value.min(BigDecimal.ONE), now, score.comment())),
        () -> course.removeGrade(cell, score.person()));
  }

  private Answer answer(LineItem item, Score score) {
    if (platform.has(Quirk.SCORE_ANSWER_EMPTY)) {
      return Answer.empty(200);
    }
    String url = LineItems.url(platform, item) + "/results/" + score.person();
    return Answer.json(200, MediaType.JSON, Map.of("resultUrl", url));
  }

  private static String plain(BigDecimal points) {
    return points.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
  }
}
