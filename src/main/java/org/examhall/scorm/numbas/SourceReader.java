package org.examhall.scorm.numbas;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.examhall.kernel.json.Json;

/**
 * Reads {@code source.exam}: a comment line, then one JSON document.
 *
 * <p>Absent: what is not that (the format before 2014, a broken file) is unknown, never an error:
 * the exam runs without it. Threads: any.
 */
final class SourceReader {
  /** Beyond any exam; keeps a hostile source out of the database. */
  private static final int MAX_PARTS = 10_000;

  private static final String SUBSET = "random-subset";
  private static final Set<String> PICKINGS = Set.of("all-ordered", "all-shuffled", SUBSET);

  private final Json json;

  SourceReader(Json json) {
    this.json = json;
  }

  Optional<ExamSource> read(String text) {
    String document = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (document.startsWith("//")) {
      int end = document.indexOf('\n');
      document = end < 0 ? "" : document.substring(end + 1);
    }
    return json.tree(document)
        .filter(JsonNode::isObject)
        .map(SourceReader::exam)
        .filter(exam -> partCount(exam) <= MAX_PARTS);
  }

  private static long partCount(ExamSource exam) {
    return exam.questions().stream()
        .flatMap(question -> question.parts().stream())
        .flatMap(Part::all)
        .count();
  }

  private static ExamSource exam(JsonNode exam) {
    List<QuestionGroup> groups = groups(exam);
    JsonNode navigation = Keys.at(exam, "navigation");
    String mode = Keys.word(navigation, "navigateMode").orElse("sequence");
    return new ExamSource(
        Keys.text(exam, "name").map(PlainText::of).orElse(""),
        Keys.number(Keys.at(exam, "duration"))
            .filter(seconds -> seconds.signum() > 0)
            .map(seconds -> Duration.ofSeconds(seconds.longValue())),
        percentPass(exam),
        mode,
        Keys.flag(Keys.at(exam, "timing"), "allowPause", true),
        mode.equals("diagnostic")
            ? Optional.empty()
            : Marks.sum(groups.stream().map(SourceReader::marks).toList()),
        groups);
  }

  private static Optional<BigDecimal> percentPass(JsonNode exam) {
    JsonNode value = Keys.at(exam, "percentPass");
    Optional<BigDecimal> text =
        Keys.text(exam, "percentPass")
            .map(percent -> percent.replace("%", "").strip())
            .filter(percent -> percent.matches("\\d{1,3}(\\.\\d{1,10})?"))
            .map(BigDecimal::new);
    return text.or(() -> Keys.number(value)).filter(percent -> percent.signum() > 0);
  }

  private static List<QuestionGroup> groups(JsonNode exam) {
    List<JsonNode> found = Keys.list(exam, "question_groups");
    if (found.isEmpty() && Keys.at(exam, "questions").isArray()) {
      found = List.of(exam); // Before groups existed, the exam itself was the only one.
    }
    List<QuestionGroup> groups = new ArrayList<>();
    for (JsonNode group : found) {
      groups.add(group(group, groups.size()));
    }
    return List.copyOf(groups);
  }

  private static QuestionGroup group(JsonNode group, int number) {
    List<JsonNode> names = Keys.list(group, "questionNames");
    List<Question> questions = new ArrayList<>();
    for (JsonNode question : Keys.list(group, "questions")) {
      int index = questions.size();
      Optional<String> name =
          Optional.of(index)
              .filter(i -> i < names.size())
              .map(i -> names.get(i).asText().strip())
              .filter(given -> !given.isEmpty())
              .or(() -> Keys.text(question, "name"));
      questions.add(question(question, number, index, name));
    }
    String picking =
        Keys.text(group, "pickingStrategy").filter(PICKINGS::contains).orElse("all-ordered");
    int pickCount =
        picking.equals(SUBSET)
            ? Keys.index(Keys.at(group, "pickQuestions")).orElse(questions.size())
            : questions.size();
    return new QuestionGroup(
        Keys.text(group, "name").map(PlainText::of).orElse(""),
        picking,
        Math.min(pickCount, questions.size()),
        List.copyOf(questions));
  }

  private static Question question(JsonNode question, int group, int index, Optional<String> name) {
    List<Part> parts = parts(question, "parts", "p");
    boolean explore =
        Keys.text(question, "partsMode").filter(mode -> mode.equals("explore")).isPresent();
    Optional<BigDecimal> marks =
        explore
            ? Keys.number(Keys.at(question, "maxMarks"))
            : Marks.sum(parts.stream().map(Part::marks).toList());
    return new Question(
        group,
        index,
        name.map(PlainText::of).filter(n -> !n.isEmpty()).orElse("Question " + (index + 1)),
        marks,
        parts);
  }

  private static List<Part> parts(JsonNode owner, String key, String pathStart) {
    List<Part> parts = new ArrayList<>();
    for (JsonNode part : Keys.list(owner, key)) {
      parts.add(part(part, key, pathStart + parts.size(), parts.size()));
    }
    return List.copyOf(parts);
  }

  private static Part part(JsonNode part, String key, String path, int index) {
    String type = Keys.word(part, "type").orElse("unknown").toLowerCase(Locale.ROOT);
    List<Part> gaps = parts(part, "gaps", path + "g");
    Optional<BigDecimal> marks =
        type.equals("gapfill")
            ? Marks.sum(gaps.stream().map(Part::marks).toList())
            : Marks.of(part, type);
    return new Part(
        path, label(part, key, index), type, marks, gaps, parts(part, "steps", path + "s"));
  }

  private static String label(JsonNode part, String key, int index) {
    if (Keys.flag(part, "useCustomName", false)) {
      Optional<String> given = Keys.text(part, "customName").map(PlainText::of);
      if (given.filter(name -> !name.isEmpty()).isPresent()) {
        return given.orElseThrow();
      }
    }
    return switch (key) {
      case "gaps" -> "Gap " + index;
      case "steps" -> "Step " + index;
      default -> letters(index);
    };
  }

  /** a to z, then aa, ab, … */
  private static String letters(int index) {
    String last = String.valueOf((char) ('a' + index % 26));
    return index < 26 ? last : letters(index / 26 - 1) + last;
  }

  private static Optional<BigDecimal> marks(QuestionGroup group) {
    List<Optional<BigDecimal>> marks = group.questions().stream().map(Question::marks).toList();
    if (group.pickCount() == group.questions().size()) {
      return Marks.sum(marks);
    }
    Optional<BigDecimal> first = marks.get(0);
    boolean alike =
        first.isPresent()
            && marks.stream()
                .allMatch(m -> m.filter(x -> x.compareTo(first.get()) == 0).isPresent());
    return alike ? first.map(BigDecimal.valueOf(group.pickCount())::multiply) : Optional.empty();
  }
}
