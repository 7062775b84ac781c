package org.examhall.scorm.numbas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.kernel.json.Json;

/**
 * Which question and part of the source a student saw where, from an attempt's {@code
 * cmi.suspend_data}.
 *
 * <p>Absent: a question that the data does not place. Threads: any. Source:
 * docs/reference/packages.md, "Order of questions"; the rule was checked by question names on
 * Numbas 4 to 10.
 */
public final class AttemptMap {
  private static final Pattern STEP_OF_PATH = Pattern.compile("([gs])(\\d+)");

  private final List<Optional<Place>> places;
  private final List<JsonNode> questions;

  private AttemptMap(List<Optional<Place>> places, List<JsonNode> questions) {
    this.places = places;
    this.questions = questions;
  }

  /** A question's place in the source: group and index in it, both from 0. */
  public record Place(int group, int index) {}

  /** Empty when the text is not the suspend data of a Numbas exam. */
  public static Optional<AttemptMap> read(Json json, String suspendData) {
    return json.tree(suspendData)
        .filter(data -> data.path("questions").isArray())
        .map(
            data -> {
              List<JsonNode> questions = Keys.elements(data.path("questions"));
              return new AttemptMap(places(data, questions), questions);
            });
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

  /** How many questions the attempt has. */
  public int questionCount() {
    return questions.size();
  }

  /** Where the question at that position of the attempt stands in the source. */
  public Optional<Place> place(int question) {
    return question < places.size() ? places.get(question) : Optional.empty();
  }

  /**
   * The path of an interaction's part in the source, as in {@link Part#path}.
   *
   * <p>In explore mode a part's number is the order in which it was reached; the data gives its
   * index in the source.
   */
  public String sourcePath(InteractionId id) {
    int part = Keys.index(part(id).path("index")).orElse(id.part());
    return "p" + part + id.branch();
  }

  /** The question's name as this student saw it, as plain text. */
  public Optional<String> questionName(int question) {
    return question < questions.size()
        ? Keys.text(questions.get(question), "name").map(PlainText::of)
        : Optional.empty();
  }

  /** A ready-made label ("Choices b)", "… Gap 0"), as plain text; since version 5. */
  public Optional<String> label(InteractionId id) {
    JsonNode node = part(id);
    Matcher branch = STEP_OF_PATH.matcher(id.branch());
    while (branch.find()) {
      String list = branch.group(1).equals("g") ? "gaps" : "steps";
      node = node.path(list).path(Integer.parseInt(branch.group(2)));
    }
    return Keys.text(node, "name").map(PlainText::of);
  }

  private JsonNode part(InteractionId id) {
    return id.question() < questions.size()
        ? questions.get(id.question()).path("parts").path(id.part())
        : MissingNode.getInstance();
  }
}
