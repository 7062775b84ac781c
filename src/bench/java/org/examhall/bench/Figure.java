package org.examhall.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What came out.
 *
 * @param id by which it is asked for
 * @param value the figure itself, mostly a ratio
 * @param parts what it was made of: numerator, denominator, CPU time of one operation
 * @param rounds the same figure of each round
 */
record Figure(String id, double value, String parts, List<Double> rounds) {
  /** The middle one of the rounds. */
  static Figure median(String id, String parts, List<Double> rounds) {
    return new Figure(id, median(rounds), parts, rounds);
  }

  /** The middle one, or the greater of the two in the middle. */
  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** Parts, rounds and spread in a line. */
  String making() {
    String each = rounds.stream().map(r -> "%.3f".formatted(r)).collect(Collectors.joining(" "));
    return "%s: %s; rounds %s: median %.3f, from %.3f to %.3f"
        .formatted(id, parts, each, median(rounds), all().min().orElse(0), all().max().orElse(0));
  }

  /** Figure and meaning in a line. */
  String line(String meaning) {
    return String.format(Locale.ROOT, "%-12s %10.3f  %s", id, value, meaning);
  }

  private DoubleStream all() {
    return rounds.stream().mapToDouble(Double::doubleValue);
  }
}
