package org.examhall.bench;

import java.util.List;
import java.util.Map;
import org.examhall.bench.SaveLoop.Load;
import org.examhall.bench.Seats.Seat;

/** B12: whether saving gets dearer as the years go by. */
final class ManyRowsFigure implements Measurement {
  private static final String ID = "B12";
  private static final long FEW = 10_000;
  private static final long MANY = 10_000_000;
  private static final long QUICK = 1_000_000;

  @Override
  public Map<String, String> meanings() {
    return Map.of(ID, "CPU-ms per save with 10 M rows of history (quick: 1 M) / with 10,000 rows");
  }

  @Override
  public List<Figure> run(Stand stand) {
    stand.close(); // two installations are enough
    long rows = stand.quick() ? QUICK : MANY;
    try (KeptHome home = KeptHome.open("bench-%dm".formatted(rows / 1_000_000));
        Rig large = new Rig(home.folder());
        Rig small = Rig.temporary()) {
      Side many = new Side(new Site(large, large.startWeb()));
      Side few = new Side(new Site(small, small.startWeb()));
      if (!home.isFilled()) {
        System.err.println("  filling " + home.folder() + ", which is kept for other runs");
        many.fill(rows);
        home.filled();
      }
      few.fill(FEW);
      many.loop.settle(many.seats, stand.quick());
      few.loop.settle(few.seats, stand.quick());
      CostPair costs = new CostPair();
      for (int i = 0; i < stand.rounds(); i++) {
        many.takeBack();
        few.takeBack();
        costs.add(i, () -> many.run(stand.quick()), () -> few.run(stand.quick()));
      }
      many.takeBack();
      return List.of(costs.figure(ID, "%,d rows".formatted(rows), "%,d rows".formatted(FEW)));
    }
  }

  /** One of the two. */
  private static final class Side {
    private final Site site;
    private final SaveLoop loop;
    private final List<Seat> seats;

    Side(Site site) {
      this.site = site;
      this.loop = new SaveLoop(site, new SaveMessages(true));
      this.seats = site.seats().add(Stand.STUDENTS);
    }

    void fill(long rows) {
      ManyRows.add(site.database(), site.seats().newResource(), rows);
    }

    Load run(boolean quick) {
      return loop.run(seats, quick ? 3 : 10);
    }

    /** Removes what the rounds have added: the small table would not stay small. */
    void takeBack() {
      site.database()
          .run(
              "delete from attempt_batch where attempt_id = any (?)",
              seats.stream().map(Seat::attemptId).toList());
      site.database().run("vacuum attempt_batch", "checkpoint");
    }
  }
}
