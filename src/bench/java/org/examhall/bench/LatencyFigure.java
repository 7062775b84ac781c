package org.examhall.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.examhall.bench.Seats.Seat;

/** B5: how long a student waits for the ack while the server has half of what it can take. */
final class LatencyFigure implements Measurement {
  private static final String ID = "B5";
  private static final int STUDENTS = 256;
  private static final double SHARE = 0.5;

  private record Round(double p99, double p50, double sync, double cpu) {}

  @Override
  public Map<String, String> meanings() {
    return Map.of(
        ID, "ack p99, open loop at half of B1's saves/s / median fdatasync of PostgreSQL's disk");
  }

  @Override
  public List<Figure> run(Stand stand) {
    Site site = stand.site();
    SaveMessages messages = new SaveMessages(false);
    double most = stand.savesPerSecond().orElseGet(() -> measured(site, messages, stand.quick()));
    List<Seat> seats = site.seats().add(STUDENTS);
    OpenLoop loop = new OpenLoop(site.rig().content(), messages);
    loop.run(seats, most * SHARE, 3); // another rhythm than the closed loop's
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < stand.rounds(); i++) {
      rounds.add(round(site, loop, seats, most * SHARE, stand.quick() ? 5 : 20));
    }
    String parts =
        "p99 %.2f ms (p50 %.2f ms) at %.0f saves/s / fdatasync %.3f ms; %.3f CPU-ms a save"
            .formatted(
                Figure.median(rounds.stream().map(Round::p99).toList()),
                Figure.median(rounds.stream().map(Round::p50).toList()),
                most * SHARE,
                Figure.median(rounds.stream().map(Round::sync).toList()),
                Figure.median(rounds.stream().map(Round::cpu).toList()));
    return List.of(Figure.median(ID, parts, rounds.stream().map(r -> r.p99 / r.sync).toList()));
  }

  private static double measured(Site site, SaveMessages messages, boolean quick) {
    SaveLoop loop = new SaveLoop(site, messages);
    List<Seat> seats = site.seats().add(Stand.STUDENTS);
    loop.settle(seats, quick);
    return loop.run(seats, quick ? 4 : 20).perSecond();
  }

  private static Round round(
      Site site, OpenLoop loop, List<Seat> seats, double perSecond, int seconds) {
    site.database().run("checkpoint");
    Path disk = site.rig().home().resolve("postgres");
    double sync = DiskSync.medianMillis(disk);
    long before = site.cpuMillis();
    long[] nanos = loop.run(seats, perSecond, seconds);
    double cpu = (double) (site.cpuMillis() - before) / nanos.length;
    return new Round(share(nanos, 0.99), share(nanos, 0.5), sync, cpu);
  }

  private static double share(long[] nanos, double share) {
    return nanos[(int) (nanos.length * share)] / 1e6;
  }
}
