package org.examhall.bench;

import java.util.ArrayList;
import java.util.List;
import org.examhall.bench.Seats.Seat;

/** Students of one installation who save as fast as they are answered, and what that costs. */
final class SaveLoop {
  private static final double STILL_FASTER = 1.03;
  private static final int STEPS = 3;
  private static final int MOST_STEPS = 24;

  private final Site site;
  private final Saves saves;
  private long millisBefore;

  SaveLoop(Site site, SaveMessages messages) {
    this.site = site;
    this.saves = new Saves(site.rig().content(), messages);
  }

  /** What was saved, and at which cost. */
  record Load(long saves, int seconds, long millis) {
    double perSecond() {
      return (double) saves / seconds;
    }

    /** CPU time of web process and PostgreSQL for each save. */
    double cpuMillis() {
      return (double) millis / saves;
    }
  }

  /** All students, for so long. */
  Load run(List<Seat> seats, int seconds) {
    long saved = saves.run(seats, seconds, () -> millisBefore = site.cpuMillis());
    return new Load(saved, seconds, site.cpuMillis() - millisBefore);
  }

  /**
   * Saves until that gets no faster any more: under load the JVM of the web process goes on
   * compiling for a minute. In steps; the last three are held against the three before them. The
   * quick form takes six steps and hopes.
   */
  void settle(List<Seat> seats, boolean quick) {
    int seconds = quick ? 2 : 5;
    List<Double> steps = new ArrayList<>();
    do {
      steps.add(run(seats, seconds).perSecond());
    } while (steps.size() < STEPS * 2 || !quick && steps.size() < MOST_STEPS && faster(steps));
    System.err.printf("  settled after %d s%n", seconds * steps.size());
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
