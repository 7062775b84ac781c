package org.examhall.bridge.outcome;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.examhall.core.context.ResultTerms;
import org.examhall.core.scoring.GradedAttempt;
import org.examhall.core.scoring.GradedAttempts;
import org.examhall.kernel.sql.Tx;
import org.examhall.kernel.text.Messages;
import org.examhall.lti.outcome.ResultData;
import org.examhall.lti.outcome.ResultDetails;

/**
 * What a grade tells about the work, as far as the LMS takes it. Only about work that is over: an
 * LMS keeps each as something handed in.
 */
public final class WorkDetails {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final GradedAttempts attempts;
  private final Messages messages;
  private final String launchUrl;

  /** Of {@code attempts}; {@code launchUrl} is where launches go. */
  public WorkDetails(GradedAttempts attempts, Messages messages, String launchUrl) {
    this.attempts = attempts;
    this.messages = messages;
    this.launchUrl = launchUrl;
  }

  /** About the work behind a person's grade. */
  ResultDetails of(Tx tx, long resourceId, long personId, ResultTerms terms) {
    boolean asksForWork = !terms.data().isEmpty() || terms.submittedAt();
    Optional<GradedAttempt> ended =
        asksForWork
            ? attempts.find(tx, resourceId, personId).filter(a -> a.endedAt().isPresent())
            : Optional.empty();
    return new ResultDetails(
        ended.flatMap(attempt -> data(attempt, terms.data())),
        terms.pointsPossible(),
        ended.flatMap(GradedAttempt::endedAt).filter(at -> terms.submittedAt()));
  }

  private Optional<ResultData> data(GradedAttempt attempt, List<String> accepted) {
    if (accepted.contains("text")) {
      return attempt.endedAt().map(at -> ResultData.text(text(attempt, at)));
    }
    return accepted.contains("lti_launch_url")
        ? Optional.of(ResultData.ltiLaunchUrl(launchUrl))
        : Optional.empty();
  }

  private String text(GradedAttempt attempt, Instant endedAt) {
    return messages.text(
        messages.usual(),
        "grade.work",
        attempt.number(),
        attempt.attempts(),
        MINUTE.format(endedAt));
  }
}
