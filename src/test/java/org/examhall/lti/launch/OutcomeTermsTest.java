package org.examhall.lti.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.examhall.lti.TestLaunch;
import org.examhall.lti.TestVerifier;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;

class OutcomeTermsTest {
  @Test
  @Requirement({"BO-11", "BO-12"})
  void whatCanvasTakesIsReadFromItsLaunch() {
    Launch11 launch =
        read(
            TestLaunch.ordinary()
                .with("ext_outcome_data_values_accepted", "url, text,<b>")
                .with("ext_outcome_result_total_score_accepted", "true")
                .with("ext_outcome_submission_submitted_at_accepted", "true")
                .with("custom_canvas_assignment_points_possible", "12.5"));

    OutcomeTerms terms = OutcomeTerms.of(launch);

    assertEquals(
        new OutcomeTerms(List.of("url", "text"), Optional.of(new BigDecimal("12.5")), true), terms);
  }

  @Test
  @Requirement({"BO-11", "BO-12"})
  void aLaunchThatSaysNothingOrHalfTakesTheScoreAlone() {
    OutcomeTerms nothing = new OutcomeTerms(List.of(), Optional.empty(), false);

    assertEquals(nothing, OutcomeTerms.of(read(TestLaunch.ordinary())));
    assertEquals(
        nothing,
        OutcomeTerms.of(
            read(TestLaunch.ordinary().with("custom_canvas_assignment_points_possible", "10"))));
    assertEquals(
        nothing,
        OutcomeTerms.of(
            read(
                TestLaunch.ordinary()
                    .with("ext_outcome_result_total_score_accepted", "true")
                    .with("custom_canvas_assignment_points_possible", "1e9"))));
  }

  @Test
  @Requirement("BO-14")
  void theExtensionFromBeforeLti11IsKeptAsAFactAndIsNoAddressForGrades() {
    Launch11 launch =
        read(
            TestLaunch.ordinary()
                .with("ext_ims_lis_basic_outcome_url", "https://lms.example.edu/old")
                .with("lis_result_sourcedid", "7"));

    assertEquals(Optional.empty(), launch.outcome());
    assertEquals(
        Optional.of("https://lms.example.edu/old"), launch.ext().find("ims_lis_basic_outcome_url"));
  }

  private static Launch11 read(TestLaunch launch) {
    return Launch11.read(
        TestVerifier.ordinary().verified(launch.signed().request()), LaunchTerms.USUAL);
  }
}
