package org.examhall.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The marks that values of a SCORM 2004 exam amount to, worked out in plain Java from the rules and
 * not by the product's statements. Lines of text by name: the attempt, each question, each part.
 */
final class ExpectedMarks {
  private static final Pattern QUESTION =
      Pattern.compile(
          "cmi\\.objectives\\.(\\d+)\\."
              + "(id|description|score\\.(raw|min|max|scaled)|completion_status|success_status)");
  private static final Pattern PART =
      Pattern.compile("cmi\\.interactions\\.(\\d+)\\.(id|type|weighting|result|learner_response)");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,2})?");
  private static final Set<String> COMPLETION =
      Set.of("completed", "incomplete", "not attempted", "unknown");
  private static final Set<String> SUCCESS = Set.of("passed", "failed", "unknown");
  private static final MathContext PRECISION = new MathContext(9);

  private final Map<String, String> values;

  private ExpectedMarks(Map<String, String> values) {
    this.values = values;
  }

  /** All lines, by name. */
  static SortedMap<String, String> of(Map<String, String> values) {
    ExpectedMarks marks = new ExpectedMarks(values);
    SortedMap<String, String> lines = new TreeMap<>();
    lines.put("attempt", marks.score("cmi."));
    for (String key : values.keySet()) {
      index(QUESTION, key)
          .ifPresent(n -> lines.put("question " + n, marks.score("cmi.objectives." + n + ".")));
      index(PART, key)
          .ifPresent(n -> lines.put("part " + n, marks.part("cmi.interactions." + n + ".")));
    }
    return lines;
  }

  /** The share of the marks that the attempt reports; empty when it can't be told. */
  static Optional<BigDecimal> scaledScore(Map<String, String> values) {
    return new ExpectedMarks(values).scaled("cmi.");
  }

  /** How a line shows a number; the same for equal numbers. */
  static String text(Optional<BigDecimal> number) {
    return number.map(n -> n.round(PRECISION).stripTrailingZeros().toPlainString()).orElse("none");
  }

  /** The line of a question or of the attempt. */
  static String line(
      Optional<BigDecimal> raw,
      Optional<BigDecimal> max,
      Optional<BigDecimal> scaled,
      String completion,
      String success) {
    return "%s of %s is %s, '%s' '%s'"
        .formatted(text(raw), text(max), text(scaled), completion, success);
  }

  /** The line of a part. */
  static String line(Optional<BigDecimal> raw, Optional<BigDecimal> max, String answer) {
    return "%s of %s for '%s'".formatted(text(raw), text(max), answer);
  }

  private String score(String prefix) {
    return line(
        number(prefix + "score.raw"),
        number(prefix + "score.max"),
        scaled(prefix),
        word(prefix + "completion_status", COMPLETION),
        word(prefix + "success_status", SUCCESS));
  }

  private String part(String prefix) {
    String answer = values.getOrDefault(prefix + "learner_response", "");
    return line(number(prefix + "result"), number(prefix + "weighting"), answer);
  }

  /** As reported, else where raw lies between min and max; never beyond -1 and 1. */
  private Optional<BigDecimal> scaled(String prefix) {
    BigDecimal min = number(prefix + "score.min").orElse(BigDecimal.ZERO);
    Optional<BigDecimal> range =
        number(prefix + "score.max").map(max -> max.subtract(min)).filter(r -> r.signum() > 0);
    return number(prefix + "score.scaled")
        .or(
            () ->
                range.flatMap(
                    r ->
                        number(prefix + "score.raw")
                            .map(raw -> raw.subtract(min).divide(r, MathContext.DECIMAL64))))
        .map(share -> share.min(BigDecimal.ONE).max(BigDecimal.ONE.negate()));
  }

  private Optional<BigDecimal> number(String key) {
    return Optional.ofNullable(values.get(key))
        .map(String::strip)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(BigDecimal::new);
  }

  private String word(String key, Set<String> known) {
    return Optional.ofNullable(values.get(key)).filter(known::contains).orElse("");
  }

  private static Optional<String> index(Pattern pattern, String key) {
    Matcher matcher = pattern.matcher(key);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
