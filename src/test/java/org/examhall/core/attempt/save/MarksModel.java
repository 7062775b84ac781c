package org.examhall.core.attempt.save;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/** The documented rules of marks once more, in plain Java over a map of values. */
public final class MarksModel {
  private static final Set<String> OF_QUESTION =
      Set.of(
          "id",
          "description",
          "score.raw",
          "score.max",
          "score.scaled",
          "completion_status",
          "success_status");
  private static final Set<String> OF_PART =
      Set.of("id", "type", "weighting", "result", "learner_response");

  private MarksModel() {}

  /** Rows as lines of text, from the values. */
  public static Set<String> expected(Map<String, String> values) {
    Set<String> lines = new TreeSet<>();
    indices(values, "cmi.objectives.", OF_QUESTION).forEach(n -> lines.add(question(values, n)));
    indices(values, "cmi.interactions.", OF_PART).forEach(n -> lines.add(part(values, n)));
    BigDecimal raw = mark(values.get("cmi.score.raw"));
    BigDecimal max = mark(values.get("cmi.score.max"));
    lines.add(
        line(
            "attempt",
            raw,
            max,
            scaled(mark(values.get("cmi.score.scaled")), raw, max),
            word(values.get("cmi.completion_status"), COMPLETION),
            word(values.get("cmi.success_status"), SUCCESS)));
    return lines;
  }

  /** Rows as lines of text, from the tables. */
  public static Set<String> stored(Tx tx, long attemptId) {
    Stream<String> questions =
        tx
            .list(
                "select * from attempt_question where attempt_id = ?",
                row ->
                    line(
                        "question " + row.intAt("position"),
                        row.text("name"),
                        number(row, "raw_score"),
                        number(row, "max_score"),
                        number(row, "scaled_score"),
                        row.text("completion_status"),
                        row.text("success_status")),
                attemptId)
            .stream();
    Stream<String> parts =
        tx
            .list(
                "select * from attempt_part where attempt_id = ?",
                row ->
                    line(
                        "part " + row.intAt("position"),
                        row.text("path"),
                        row.text("part_type"),
                        number(row, "raw_score"),
                        number(row, "max_score"),
                        row.findText("answer").orElse(null)),
                attemptId)
            .stream();
    Stream<String> attempt =
        tx
            .list(
                "select * from attempt where id = ?",
                row ->
                    line(
                        "attempt",
                        number(row, "raw_score"),
                        number(row, "max_score"),
                        number(row, "scaled_score"),
                        row.text("completion_status"),
                        row.text("success_status")),
                attemptId)
            .stream();
    return Stream.of(questions, parts, attempt)
        .flatMap(lines -> lines)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static final Set<String> COMPLETION =
      Set.of("completed", "incomplete", "not attempted", "unknown");
  private static final Set<String> SUCCESS = Set.of("passed", "failed", "unknown");

  private static String question(Map<String, String> values, int n) {
    String prefix = "cmi.objectives." + n + ".";
    BigDecimal raw = mark(values.get(prefix + "score.raw"));
    BigDecimal max = mark(values.get(prefix + "score.max"));
    return line(
        "question " + n,
        values.getOrDefault(prefix + "description", ""),
        raw,
        max,
        scaled(mark(values.get(prefix + "score.scaled")), raw, max),
        word(values.get(prefix + "completion_status"), COMPLETION),
        word(values.get(prefix + "success_status"), SUCCESS));
  }

  private static String part(Map<String, String> values, int n) {
    String prefix = "cmi.interactions." + n + ".";
    return line(
        "part " + n,
        values.getOrDefault(prefix + "id", ""),
        values.getOrDefault(prefix + "type", ""),
        mark(values.get(prefix + "result")),
        mark(values.get(prefix + "weighting")),
        values.get(prefix + "learner_response"));
  }

  private static Set<Integer> indices(Map<String, String> values, String prefix, Set<String> of) {
    Map<Integer, Boolean> found = new TreeMap<>();
    for (String key : values.keySet()) {
      if (key.startsWith(prefix)) {
        String[] rest = key.substring(prefix.length()).split("\\.", 2);
        if (of.contains(rest[1])) {
          found.put(Integer.valueOf(rest[0]), true);
        }
      }
    }
    return found.keySet();
  }

  private static BigDecimal mark(String text) {
    return text != null && text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,2})?")
        ? new BigDecimal(text)
        : null;
  }

  private static BigDecimal scaled(BigDecimal scaled, BigDecimal raw, BigDecimal max) {
    BigDecimal given = scaled;
    if (given == null && raw != null && max != null && max.signum() > 0) {
      given = raw.divide(max, new MathContext(12));
    }
    return given == null ? null : given.min(BigDecimal.ONE).max(BigDecimal.ONE.negate());
  }

  private static String word(String word, Set<String> known) {
    return known.contains(word == null ? "" : word) ? word : "";
  }

  private static BigDecimal number(Row row, String column) {
    return row.findDecimal(column).orElse(null);
  }

  private static String line(String name, Object... cells) {
    return name
        + " | "
        + Stream.of(cells)
            .map(cell -> cell instanceof BigDecimal number ? plain(number) : Objects.toString(cell))
            .collect(Collectors.joining(" | "));
  }

  private static String plain(BigDecimal number) {
    return number.round(new MathContext(9)).stripTrailingZeros().toPlainString();
  }
}
