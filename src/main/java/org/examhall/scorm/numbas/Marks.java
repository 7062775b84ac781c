package org.examhall.scorm.numbas;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many marks a part of the source can earn, as far as the source settles it.
 *
 * <p>Choice parts are worth the best set of ticks that they allow, unless a maximum is set. Source:
 * Numbas documentation, "Part types"; docs/reference/packages.md, "Marks".
 */
final class Marks {
  private Marks() {}

  /** Of a part that is not a gap-fill. */
  static Optional<BigDecimal> of(JsonNode part, String type) {
    return switch (type) {
      case "information" -> Optional.of(BigDecimal.ZERO);
      case "1_n_2", "m_n_2", "m_n_x" -> ofChoices(part, type);
      default -> Keys.number(Keys.at(part, "marks"));
    };
  }

  /** The sum; empty when one of them is. */
  static Optional<BigDecimal> sum(List<Optional<BigDecimal>> marks) {
    return marks.stream()
        .reduce(
            Optional.of(BigDecimal.ZERO), (total, next) -> total.flatMap(t -> next.map(t::add)));
  }

  private static Optional<BigDecimal> ofChoices(JsonNode part, String type) {
    Optional<BigDecimal> maximum =
        Keys.number(Keys.at(part, "maxMarks")).filter(marks -> marks.signum() > 0);
    return maximum.or(() -> sum(bestTicks(part, type)));
  }

  private static List<Optional<BigDecimal>> bestTicks(JsonNode part, String type) {
    List<JsonNode> rows = Keys.list(part, "matrix");
    boolean onePerRow =
        type.equals("m_n_x")
            && Keys.text(part, "displayType").filter(t -> t.equals("radiogroup")).isPresent();
    Stream<Optional<BigDecimal>> cells =
        onePerRow
            ? rows.stream().map(row -> best(numbers(row)))
            : rows.stream().flatMap(row -> numbers(row).stream());
    List<Optional<BigDecimal>> values = cells.toList();
    if (values.isEmpty() || values.stream().anyMatch(Optional::isEmpty)) {
      return List.of(Optional.empty());
    }
    return values.stream()
        .filter(value -> value.orElseThrow().signum() > 0)
        .sorted(Comparator.comparing(Optional::orElseThrow, Comparator.reverseOrder()))
        .limit(maxTicks(part, type))
        .toList();
  }

  private static List<Optional<BigDecimal>> numbers(JsonNode row) {
    return row.isArray()
        ? Keys.elements(row).stream().map(Keys::number).toList()
        : List.of(Keys.number(row));
  }

  private static Optional<BigDecimal> best(List<Optional<BigDecimal>> row) {
    return row.stream().allMatch(Optional::isPresent)
        ? row.stream().map(Optional::orElseThrow).max(Comparator.naturalOrder())
        : Optional.empty();
  }

  private static long maxTicks(JsonNode part, String type) {
    if (type.equals("1_n_2")) {
      return 1;
    }
    return Keys.number(Keys.at(part, "maxAnswers"))
        .filter(most -> most.signum() > 0)
        .map(BigDecimal::longValue)
        .orElse(Long.MAX_VALUE);
  }
}
