package org.examhall.core.attempt.save;

import static org.examhall.core.attempt.save.SavePath.batch;
import static org.examhall.core.attempt.save.SavePath.begin;
import static org.examhall.core.attempt.save.SavePath.element;
import static org.examhall.core.attempt.save.SavePath.last;
import static org.examhall.core.attempt.save.SavePath.saveOne;
import static org.examhall.core.attempt.save.SavePath.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.attempt.AttemptState;
import org.examhall.core.attempt.Mode;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarksIT {
  private static World world;

  @BeforeAll
  static void open() {
    world = World.fresh();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void questionsAndPartsFollowTheirElements() {
    var sitting = sitting(Sitting.Package.NUMBAS);

    saveOne(
        world,
        batch(
            sitting,
            1,
            1,
            element("cmi.objectives.2.id", "q2"),
            element("cmi.objectives.2.description", "Fractions"),
            element("cmi.objectives.2.score.raw", "1.5"),
            element("cmi.objectives.2.score.max", "3"),
            element("cmi.objectives.2.success_status", "failed"),
            element("cmi.interactions.4.id", "q2p1g0"),
            element("cmi.interactions.4.type", "fill-in"),
            element("cmi.interactions.4.weighting", "2"),
            element("cmi.interactions.4.result", "0.5"),
            element("cmi.interactions.4.learner_response", "π/2")));

    assertEquals(
        List.of(
            "attempt | null | null | null |  | ",
            "part 4 | q2p1g0 | fill-in | 0.5 | 2 | π/2",
            "question 2 | Fractions | 1.5 | 3 | 0.5 |  | failed"),
        rows(sitting));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // scaled, raw, min, max, expected
        "0.0064516129032258064, 1, 0, 155, 0.0064516129032258064",
        "1e-7, -, -, -, 0.0000001",
        "-0.25, -1, 0, 4, -0.25",
        "-, 12, -, 29, 0.41379310344827586207",
        "-, 15, 10, 20, 0.5",
        "-, 5, -, -, -",
        "-, 5, 0, 0, -",
        "abc, 1, 0, 4, 0.25",
        "NaN, NaN, 0, 4, -",
        "1e309, 1, 0, 4, 0.25",
        "1.4, -, -, -, 1",
        "-7, -, -, -, -1"
      })
  @Requirement("I21")
  void theScaledScoreIsTheReportedOneOrFollowsFromTheRest(
      String scaled, String raw, String min, String max, BigDecimal expected) {
    var sitting = sitting(Sitting.Package.NUMBAS);
    int seq = 0;
    String[][] sets = {
      {"cmi.score.scaled", scaled},
      {"cmi.score.raw", raw},
      {"cmi.score.min", min},
      {"cmi.score.max", max}
    };

    for (String[] set : sets) {
      if (set[1] != null) {
        saveOne(world, batch(sitting, 1, ++seq, element(set[0], set[1])));
      }
    }

    var stored = sitting.attempt().scaledScore();
    assertEquals(expected == null, stored.isEmpty());
    stored.ifPresent(score -> assertEquals(0, expected.compareTo(score), score::toPlainString));
  }

  @Test
  @Requirement("I21")
  void anIndexOfAMillionMakesOneQuestionAndOnePartAtMost() {
    var sitting = sitting(Sitting.Package.NUMBAS);

    var ack =
        saveOne(
            world,
            batch(
                sitting,
                1,
                1,
                element("cmi.objectives.999999.id", "q999999"),
                element("cmi.objectives.1000000.id", "q1000000"),
                element("cmi.objectives.99999999999999999999.id", "q"),
                element("cmi.objectives.01.id", "q01"),
                element("cmi.objectives.x.id", "qx"),
                element("cmi.interactions.999999.id", "p999999"),
                element("cmi.interactions.1000000.id", "p1000000"),
                element("cmi.interactions.99999999999999999999.id", "p"),
                element("cmi.interactions.01.id", "p01"),
                element("cmi.interactions.x.id", "px")));

    assertEquals(List.of(), ack.refused());
    assertEquals(10, values(sitting).size());
    assertEquals(
        List.of(
            "attempt | null | null | null |  | ",
            "part 999999 | p999999 |  | null | null | null",
            "question 999999 |  | null | null | null |  | "),
        rows(sitting));
  }

  @ParameterizedTest
  @CsvSource({
    "passed, completed, passed, true",
    "failed, completed, failed, true",
    "completed, completed, '', true",
    "incomplete, incomplete, '', false",
    "browsed, incomplete, '', false",
    "not attempted, not attempted, '', false",
    "nonsense, '', '', false"
  })
  void theOlderStandardsOneStatusBecomesTwo(
      String status, String completion, String success, boolean ended) {
    var sitting = sitting(Sitting.Package.SCORM_12);

    saveOne(world, last(sitting, 1, 1, element("cmi.core.lesson_status", status)));

    var attempt = sitting.attempt();
    assertEquals(completion, attempt.completionStatus());
    assertEquals(success, attempt.successStatus());
    assertEquals(ended, attempt.state() == AttemptState.ENDED);
  }

  @Test
  void theOlderStandardsScoreIsOutOfAHundredUnlessItSays() {
    var plain = sitting(Sitting.Package.SCORM_12);
    var outOf = sitting(Sitting.Package.SCORM_12);

    saveOne(world, batch(plain, 1, 1, element("cmi.core.score.raw", "80")));
    saveOne(
        world,
        batch(
            outOf, 1, 1, element("cmi.core.score.raw", "30"), element("cmi.core.score.max", "40")));

    assertEquals(0, new BigDecimal("0.8").compareTo(plain.attempt().scaledScore().orElseThrow()));
    assertEquals(0, new BigDecimal("0.75").compareTo(outOf.attempt().scaledScore().orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2004-12-31T99", "9999-12-31T23:59:59Z", "P-1Y", "null", "undefined", "'--"})
  @Requirement("I21")
  void valuesThatMakeNoSenseAreStoredVerbatim(String value) {
    var sitting = sitting(Sitting.Package.NUMBAS);

    var ack = saveOne(world, batch(sitting, 1, 1, element("cmi.session_time", value)));

    assertEquals(List.of(), ack.refused());
    assertEquals(Map.of("cmi.session_time", value), values(sitting));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1\u00a0",
        "\u30001",
        "\u2003 1",
        "\u0661",
        "\uff11",
        "1e",
        "0x10",
        "1_000",
        "1e999"
      })
  @Requirement("I21")
  void whatOnlyLooksLikeAMarkIsStoredVerbatimAndCountsForNothing(String value) {
    var sitting = sitting(Sitting.Package.NUMBAS);

    var ack = saveOne(world, batch(sitting, 1, 1, element("cmi.score.raw", value)));

    assertEquals(List.of(), ack.refused());
    assertEquals(Map.of("cmi.score.raw", value), values(sitting));
    assertEquals(Optional.empty(), sitting.attempt().rawScore());
  }

  @Test
  @Requirement("NLP-D18")
  void questionsAreIdentifiedByTheirPlaceInTheSource() {
    var sitting = sitting(Sitting.Package.NUMBAS);
    String data =
        """
        {"questionSubsets":[[2],[0,1]],"questionGroupOrder":[1,0],
         "questions":[{"name":"A"},{"name":"B"},{"name":"C"}]}""";
    saveOne(
        world,
        batch(
            sitting,
            1,
            1,
            element("cmi.objectives.0.id", "q0"),
            element("cmi.objectives.1.id", "q1"),
            element("cmi.objectives.2.id", "q2"),
            element("cmi.objectives.3.id", "elsewhere"),
            element("cmi.suspend_data", data),
            element("cmi.completion_status", "completed")));

    var end = world.db().tx(tx -> SavePath.END.run(tx, sitting.window().holder(), 1, 1));

    assertTrue(end.receipt().orElseThrow().endedAt().isPresent());
    assertEquals(List.of("0: 1/2", "1: 0/0", "2: 0/1", "3: none"), places(sitting));
  }

  @Test
  void anAttemptThatBeginsAnewHasNoMarks() {
    var sitting = sitting(Sitting.Package.NUMBAS);
    saveOne(
        world,
        batch(
            sitting,
            1,
            1,
            element("cmi.score.raw", "0"),
            element("cmi.objectives.0.id", "q0"),
            element("cmi.interactions.0.id", "p0")));

    var turn = begin(world, sitting.window(Mode.NORMAL).holder());

    assertEquals(Turn.Entry.AB_INITIO, turn.entry());
    assertEquals(Optional.empty(), sitting.attempt().rawScore());
    assertEquals(List.of("attempt | null | null | null |  | "), rows(sitting));
  }

  private static Sitting sitting(Sitting.Package kind) {
    var sitting = Sitting.in(world, kind);
    begin(world, sitting.window().holder());
    return sitting;
  }

  private static List<String> rows(Sitting sitting) {
    return List.copyOf(world.db().tx(tx -> MarksModel.stored(tx, sitting.attemptId())));
  }

  private static List<String> places(Sitting sitting) {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    """
                    select position || ': '
                             || coalesce(group_index || '/' || question_index, 'none') as place
                      from attempt_question
                     where attempt_id = ?
                     order by position
                    """,
                    row -> row.text("place"),
                    sitting.attemptId()));
  }
}
