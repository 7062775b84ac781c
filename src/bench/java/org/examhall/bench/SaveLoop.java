package org.examhall.bench;

import java.util.List;
import org.examhall.bench.Seats.Seat;

/** Students of one installation who save as fast as they are answered, and what that costs. */
final class SaveLoop {
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

  /** Saves until that gets no faster any more. */
  void settle(List<Seat> seats, boolean quick) {
    int seconds = quick ? 2 : 5;
    int steps = Settling.run(quick, () -> run(seats, seconds).perSecond());
    System.err.printf("  settled after %d s%n", seconds * steps);
  }
}
