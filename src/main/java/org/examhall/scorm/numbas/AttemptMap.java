package org.examhall.scorm.numbas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.json.Json;

/**
 * Which question of the source a student saw where, from an attempt's {@code cmi.suspend_data}.
 *
 * <p>Absent: a question that the data does not place. Threads: any. Source:
 * docs/reference/packages.md, "Order of questions"; the rule was checked by question names on
 * Numbas 4 to 10.
 */
public final class AttemptMap {
  private final List<Optional<Place>> places;

  private AttemptMap(List<Optional<Place>> places) {
    this.places = places;
  }

  /** A question's place in the source: group and index in it, both from 0. */
  public record Place(int group, int index) {}

  /** Empty when the text is not the suspend data of a Numbas exam. */
  public static Optional<AttemptMap> read(Json json, String suspendData) {
    return json.tree(suspendData)
        .filter(data -> data.path("questions").isArray())
        .map(data -> new AttemptMap(places(data, Keys.elements(data.path("questions")))));
  }

  /** Since version 6 each question says where it comes from; before, the two lists tell. */
  private static List<Optional<Place>> places(JsonNode data, List<JsonNode> questions) {
    List<Optional<Place>> dealt = dealt(data);
    List<Optional<Place>> places = new ArrayList<>();
    for (int n = 0; n < questions.size(); n++) {
      JsonNode question = questions.get(n);
      Optional<Integer> index = Keys.index(question.path("number_in_group"));
      Optional<Place> said =
          Keys.index(question.path("group")).flatMap(g -> index.map(i -> new Place(g, i)));
      places.add(said.isPresent() || n >= dealt.size() ? said : dealt.get(n));
    }
    return List.copyOf(places);
  }

  /** Lists are in the order shown: list k belongs to the group that {@code order[k]} names. */
  private static List<Optional<Place>> dealt(JsonNode data) {
    JsonNode order = data.path("questionGroupOrder");
    List<Optional<Place>> dealt = new ArrayList<>();
    int list = 0;
    for (JsonNode subset : Keys.elements(data.path("questionSubsets"))) {
      Optional<Integer> group = order.isArray() ? Keys.index(order.path(list)) : Optional.of(list);
      for (JsonNode index : Keys.elements(subset)) {
        dealt.add(group.flatMap(g -> Keys.index(index).map(i -> new Place(g, i))));
      }
      list++;
    }
    return dealt;
  }

  /** Where the question at that position of the attempt stands in the source. */
  public Optional<Place> place(int question) {
    return question < places.size() ? places.get(question) : Optional.empty();
  }
}
