package org.examhall.bridge.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.net.OutboundAnswer;
import org.examhall.lti.outcome.OutcomeAnswer.Failure;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  /**
   * The first as Moodle was recorded (bo-wrong-secret, bo-stale-timestamp), the second Open edX's.
   */
  @ParameterizedTest
  @CsvSource({
    "Message signature not valid, UNAUTHORISED",
    "OAuth verification error: OAuth signature verification has failed., UNAUTHORISED",
    "SourcedId hash not valid, DECLINED"
  })
  @Requirement("BO-08")
  void aNoToOurSecretOrClockIsToldFromANoToTheGrade(String words, Undelivered why) {
    var http = new OutboundAnswer(200, Map.of(), new byte[0]);
    var said = new Failure("status", Optional.empty(), words);

    assertEquals(Optional.of(why), new Verdict(Clock.systemUTC()).of(http, said).failure());
  }
}
