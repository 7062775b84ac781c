package org.examhall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * The same work, step by step, until it gets no faster any more: under load the JVM of the web
 * process goes on compiling for a minute or two.
 */
final class Settling {
  private static final double STILL_FASTER = 1.03;
  private static final int STEPS = 3;
  private static final int MOST_STEPS = 24;

  private Settling() {}

  /**
   * Holds the last three steps against the three before them; the quick form takes six and hopes.
   *
   * @param step works, and says how fast
   * @return how many steps it took
   */
  static int run(boolean quick, DoubleSupplier step) {
    List<Double> steps = new ArrayList<>();
    do {
      steps.add(step.getAsDouble());
    } while (steps.size() < STEPS * 2 || !quick && steps.size() < MOST_STEPS && faster(steps));
    return steps.size();
  }

  private static boolean faster(List<Double> steps) {
    int end = steps.size();
    double late = sum(steps.subList(end - STEPS, end));
    return late > STILL_FASTER * sum(steps.subList(end - STEPS * 2, end - STEPS));
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }
}
