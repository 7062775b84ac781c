package org.examhall.scorm.numbas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.json.Json;
import org.examhall.scorm.numbas.AttemptMap.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From what a student saw to the place in the source. */
class AttemptMapTest {
  private final Json json = new Json();

  @ParameterizedTest
  @CsvSource({
    "q0p0,0,0,''",
    "q12p3,12,3,''",
    "q1p2g10,1,2,g10",
    "q1p2s0,1,2,s0",
    "q1p2s1g0,1,2,s1g0"
  })
  void anInteractionIdIsTakenApart(String text, int question, int part, String branch) {
    InteractionId id = InteractionId.parse(text).orElseThrow();

    assertEquals(new InteractionId(question, part, branch), id);
    assertEquals(text, id.toString());
    assertEquals("p" + part + branch, id.path());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "q1", "p1", "q1p", "Q1P1", "q1p1x", "q1p1g", "i_17", "q9999999p1"})
  void anyOtherIdIsNone(String text) {
    assertEquals(Optional.empty(), InteractionId.parse(text));
  }

  @Test
  void questionOneIsNotQuestionTen() {
    InteractionId one = InteractionId.parse("q1p0").orElseThrow();
    InteractionId ten = InteractionId.parse("q10p0").orElseThrow();

    assertNotEquals(one.question(), ten.question());
  }

  @Test
  void sinceVersionSixEachQuestionSaysWhereItComesFrom() {
    AttemptMap map =
        read(
            """
            {"questionSubsets": [[9], [9]], "questionGroupOrder": [0, 1], "questions": [
              {"name": "B", "group": 1, "number_in_group": 4},
              {"name": "A", "group": 0, "number_in_group": 2}]}
            """);

    assertEquals(List.of(new Place(1, 4), new Place(0, 2)), places(map));
  }

  @Test
  void beforeThatTheListsTellAndTheyAreInDisplayOrder() {
    AttemptMap map =
        read(
            """
            {"questionSubsets": [[2, 0], [1]], "questionGroupOrder": [1, 0],
             "questions": [{}, {}, {}]}
            """);

    assertEquals(List.of(new Place(1, 2), new Place(1, 0), new Place(0, 1)), places(map));
  }

  @Test
  void withoutAGroupOrderTheListsAreTheGroups() {
    AttemptMap map = read("{\"questionSubsets\": [[1, 0], [0]], \"questions\": [{}, {}, {}]}");

    assertEquals(List.of(new Place(0, 1), new Place(0, 0), new Place(1, 0)), places(map));
  }

  @Test
  void whatIsNotPlacedIsUnknown() {
    AttemptMap map =
        read(
            """
            {"questionSubsets": [[-1, "x", 1.5]], "questions": [{}, {}, {}, {"group": -1}]}
            """);

    assertEquals(Optional.empty(), map.place(0));
    assertEquals(Optional.empty(), map.place(1));
    assertEquals(Optional.empty(), map.place(2));
    assertEquals(Optional.empty(), map.place(3));
    assertEquals(Optional.empty(), map.place(4));
  }

  @Test
  void labelsAreReadyMade() {
    AttemptMap map =
        read(
            """
            {"questions": [{"name": "Sums &amp; more", "parts": [
              {"name": "Sums a)", "gaps": [{"name": "Sums a) Gap 0"}],
               "steps": [{"name": "Sums a) Step 0"}]}]}]}
            """);

    assertEquals(Optional.of("Sums & more"), map.questionName(0));
    assertEquals(Optional.of("Sums a)"), label(map, "q0p0"));
    assertEquals(Optional.of("Sums a) Gap 0"), label(map, "q0p0g0"));
    assertEquals(Optional.of("Sums a) Step 0"), label(map, "q0p0s0"));
    assertEquals(Optional.empty(), label(map, "q0p0g7"));
    assertEquals(Optional.empty(), label(map, "q5p0"));
  }

  @Test
  void inExploreModeTheSourceIndexIsNotThePathNumber() {
    AttemptMap map = read("{\"questions\": [{\"parts\": [{\"index\": 0}, {\"index\": 3}, {}]}]}");

    assertEquals("p3g1", map.sourcePath(InteractionId.parse("q0p1g1").orElseThrow()));
    assertEquals("p2", map.sourcePath(InteractionId.parse("q0p2").orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "{}", "{\"questions\": 1}", "location=3;score=2"})
  void whatIsNoNumbasDataIsNone(String suspendData) {
    assertEquals(Optional.empty(), AttemptMap.read(json, suspendData));
  }

  private AttemptMap read(String suspendData) {
    return AttemptMap.read(json, suspendData).orElseThrow();
  }

  private static List<Place> places(AttemptMap map) {
    return java.util.stream.IntStream.range(0, map.questionCount())
        .mapToObj(n -> map.place(n).orElseThrow())
        .toList();
  }

  private static Optional<String> label(AttemptMap map, String id) {
    return map.label(InteractionId.parse(id).orElseThrow());
  }
}
