package org.examhall.bench;

import java.util.List;
import java.util.Map;
import org.examhall.bench.Seats.Seat;

/** B11: whether saving gets dearer while a student works on. */
final class LongAttemptFigure implements Measurement {
  private static final String ID = "B11";

  @Override
  public Map<String, String> meanings() {
    return Map.of(
        ID, "CPU-ms per save at an attempt with 26,000 elements / at one that has none yet");
  }

  @Override
  public List<Figure> run(Stand stand) {
    Site site = stand.site();
    SaveLoop loop = new SaveLoop(site, new SaveMessages(true));
    List<Seat> old = site.seats().add(Stand.STUDENTS);
    LongAttempts.fill(site.database(), old);
    loop.settle(old, stand.quick());
    CostPair costs = new CostPair();
    int seconds = stand.quick() ? 3 : 6; // longer, and an empty attempt is none any more
    for (int i = 0; i < stand.rounds(); i++) {
      List<Seat> empty = site.seats().add(Stand.STUDENTS);
      costs.add(i, () -> loop.run(old, seconds), () -> loop.run(empty, seconds));
    }
    return List.of(costs.figure(ID, LongAttempts.ELEMENTS + " elements", "none"));
  }
}
