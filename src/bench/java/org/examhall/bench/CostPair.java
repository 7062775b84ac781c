package org.examhall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.examhall.bench.SaveLoop.Load;

/** What a save costs in one state of things and in another, round by round. */
final class CostPair {
  private final List<Double> first = new ArrayList<>();
  private final List<Double> second = new ArrayList<>();
  private final List<Double> ratios = new ArrayList<>();

  /** A round: both are run, and every second time the other one goes first. */
  void add(int round, Supplier<Load> one, Supplier<Load> other) {
    boolean turned = round % 2 == 1;
    Load early = (turned ? other : one).get();
    Load late = (turned ? one : other).get();
    add(turned ? late : early, turned ? early : late);
  }

  private void add(Load one, Load other) {
    first.add(one.cpuMillis());
    second.add(other.cpuMillis());
    ratios.add(one.cpuMillis() / other.cpuMillis());
  }

  /** First by second. */
  Figure figure(String id, String one, String other) {
    String parts =
        "%.3f CPU-ms a save with %s / %.3f CPU-ms with %s"
            .formatted(Figure.median(first), one, Figure.median(second), other);
    return Figure.median(id, parts, ratios);
  }
}
