package org.examhall.scorm.numbas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.kernel.json.Json;
import org.examhall.scorm.numbas.AttemptMap.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From what a student saw to the place in the source. */
class AttemptMapTest {
  private final Json json = new Json();

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

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "{}", "{\"questions\": 1}", "location=3;score=2"})
  void whatIsNoNumbasDataIsNone(String suspendData) {
    assertEquals(Optional.empty(), AttemptMap.read(json, suspendData));
  }

  private AttemptMap read(String suspendData) {
    return AttemptMap.read(json, suspendData).orElseThrow();
  }

  private static List<Place> places(AttemptMap map) {
    return Stream.iterate(0, n -> n + 1)
        .map(map::place)
        .takeWhile(Optional::isPresent)
        .map(Optional::get)
        .toList();
  }
}
