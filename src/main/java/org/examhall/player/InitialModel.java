package org.examhall.player;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.access.AttemptTimes;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.AttemptKind;
import org.examhall.core.attempt.AttemptToken;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.save.Turn;
import org.examhall.core.exam.ExamActivities;
import org.examhall.core.exam.ExamVersion;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.exam.Standard;
import org.examhall.kernel.sql.Tx;

/**
 * The elements that the host, not the exam, sets when a window opens: who looks, what the package's
 * manifest asks for.
 *
 * <p>Learner, mode and entry are told apart from these; the client derives counts. Exams compare
 * {@code numbas.review_allowed} with the exact word {@code false}: a boolean would count as
 * allowed. Source: docs/reference/protocol.md 4.
 */
public final class InitialModel {
  private final ExamVersions versions;
  private final ExamActivities activities = new ExamActivities();

  /** Over this table. */
  public InitialModel(ExamVersions versions) {
    this.versions = versions;
  }

  Map<String, String> valuesFor(Tx tx, AttemptToken token, Turn.Seen seen) {
    Attempt attempt = seen.attempt();
    boolean instructor = isInstructor(token, attempt);
    Map<String, String> values = fromManifest(tx, versions.byId(tx, attempt.examVersionId()));
    values.put("numbas.user_role", instructor ? "instructor" : "student");
    values.put("numbas.review_allowed", Boolean.toString(instructor || mayReview(seen)));
    return values;
  }

  /** Source: SCORM 1.2 RTE 3.4.4 (launch_data, mastery_score); SCORM 2004 4th ed. RTE 4.2. */
  private Map<String, String> fromManifest(Tx tx, ExamVersion version) {
    Map<String, String> values = new HashMap<>();
    if (version.activityCount() == 1) {
      put(values, "", version.standard(), version.launchData(), version.masteryScore());
      return values;
    }
    activities
        .list(tx, version.id())
        .forEach(
            a -> put(values, a.prefix(), version.standard(), a.launchData(), a.masteryScore()));
    return values;
  }

  private static void put(
      Map<String, String> values,
      String prefix,
      Standard standard,
      Optional<String> launchData,
      Optional<BigDecimal> masteryScore) {
    String mastery =
        standard == Standard.SCORM12
            ? "cmi.student_data.mastery_score"
            : "cmi.scaled_passing_score";
    launchData.ifPresent(data -> values.put(prefix + "cmi.launch_data", data));
    masteryScore.ifPresent(score -> values.put(prefix + mastery, score.toPlainString()));
  }

  /** An exam shows an instructor everything, so a test run is taken as a student. */
  private static boolean isInstructor(AttemptToken token, Attempt attempt) {
    return token.mode() == Mode.REVIEW
        && (token.personId() != attempt.personId() || attempt.kind() == AttemptKind.TEST);
  }

  /** Whether the student may see right answers once the exam is over: it asks at its end. */
  private static boolean mayReview(Turn.Seen seen) {
    Optional<Instant> now = Optional.of(seen.now());
    return seen.rules().mayReview(new AttemptTimes(now, now), seen.now()).allowed();
  }
}
