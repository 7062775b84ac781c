package org.examhall.bridge.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.core.context.ResultTerms;
import org.examhall.core.scoring.GradedAttempts;
import org.examhall.kernel.text.Messages;
import org.examhall.lti.outcome.ResultData;
import org.examhall.lti.outcome.ResultDetails;
import org.examhall.testkit.GradedExam;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What goes along with a grade. */
class WorkDetailsIT {
  private static final World world = World.fresh();
  private static final String LAUNCH = "https://exams.example/lti11/launch";
  private static final Instant ENDED = Instant.parse("2026-11-28T06:40:30Z");

  private final WorkDetails details = new WorkDetails(new GradedAttempts(), new Messages(), LAUNCH);
  private final GradedExam exam = GradedExam.in(world);
  private final long person = exam.student();

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  @Requirement({"BO-11", "BO-12"})
  void theAttemptThatCountsIsNamedWhereTheLmsTakesTextAndItsEndWhereItTakesTimes() {
    exam.attempt(person, Optional.of("0.9"));
    end(exam.attempt(person, Optional.of("0.95")));
    exam.attempt(person, Optional.of("0.2"));

    ResultDetails told =
        of(new ResultTerms(List.of("url", "text"), Optional.of(BigDecimal.TEN), true));

    assertEquals(
        Optional.of(ResultData.text("Attempt 2 of 3, ended at 2026-11-28 06:40 UTC.")),
        told.data());
    assertEquals(Optional.of(BigDecimal.TEN), told.pointsPossible());
    assertEquals(Optional.of(ENDED), told.submittedAt());
  }

  @Test
  @Requirement({"BO-11", "BO-12"})
  void nothingIsToldThatTheLaunchDidNotAskForOrThatIsNotOverYet() {
    long attempt = exam.attempt(person, Optional.of("0.5"));
    ResultTerms all = new ResultTerms(List.of("text"), Optional.empty(), true);

    ResultDetails whileRunning = of(all);
    end(attempt);
    ResultDetails unasked = of(ResultTerms.NONE);
    ResultDetails urlAlone = of(new ResultTerms(List.of("url"), Optional.empty(), false));
    ResultDetails launch = of(new ResultTerms(List.of("lti_launch_url"), Optional.empty(), false));

    assertEquals(ResultDetails.NONE, whileRunning);
    assertEquals(ResultDetails.NONE, unasked);
    assertEquals(ResultDetails.NONE, urlAlone);
    assertEquals(Optional.of(ResultData.ltiLaunchUrl(LAUNCH)), launch.data());
  }

  private ResultDetails of(ResultTerms terms) {
    return world.db().tx(tx -> details.of(tx, exam.resourceId(), person, terms));
  }

  private void end(long attempt) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update attempt set state = 'ended', ended_at = ? where id = ?",
                    ENDED,
                    attempt));
  }
}
