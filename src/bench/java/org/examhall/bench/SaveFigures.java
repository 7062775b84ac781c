package org.examhall.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.examhall.bench.Seats.Seat;

/** B1, B2 and B3: saving, against what the same PostgreSQL can commit in the same minutes. */
final class SaveFigures {
  private static final int STUDENTS = 64;

  private final Rig rig;
  private final Process web;
  private final PgBench pgBench;
  private final Saves saves;
  private final Database database;
  private final List<Seat> seats;

  SaveFigures(Rig rig, Process web) {
    this.rig = rig;
    this.web = web;
    this.pgBench = new PgBench(rig.postgres(), rig.home());
    this.saves = new Saves(rig.content(), new SaveMessages(false));
    this.database = new Database(rig.databaseUrl(), rig.postgres());
    this.seats = new Seats(rig.databaseUrl(), rig.postgres()).add(STUDENTS);
  }

  private record Round(
      double tps, double savesPerSecond, double cpuMillis, double transactions, long sessions) {}

  Map<String, Double> run(int rounds, int seconds) {
    saves.run(seats, seconds); // warm up: the compiler of the web process has its say first
    List<Round> all = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      Round round = round(seconds);
      System.err.printf(
          "  pgbench %.0f tps, %.0f saves/s, %.3f CPU-ms a save, %.3f transactions a save%n",
          round.tps, round.savesPerSecond, round.cpuMillis, round.transactions);
      all.add(round);
    }
    return Map.of(
        "B1", median(all.stream().map(r -> r.savesPerSecond / r.tps).toList()),
        "B2", median(all.stream().map(Round::cpuMillis).toList()),
        "B3.tx", median(all.stream().map(Round::transactions).toList()),
        "B3.conn", median(all.stream().map(r -> (double) r.sessions).toList()));
  }

  private Round round(int seconds) {
    double tps = pgBench.run(seconds);
    Database.Counters before = database.counters();
    long cpuBefore = cpuMillis();
    long saved = saves.run(seats, seconds);
    double cpu = (double) (cpuMillis() - cpuBefore) / saved;
    Database.Counters used = database.counters().minus(before);
    return new Round(
        tps, (double) saved / seconds, cpu, (double) used.transactions() / saved, used.sessions());
  }

  /** Of the web process and of PostgreSQL, not of the load generator. */
  private long cpuMillis() {
    return ProcessUse.cpuMillis(web.toHandle()) + ProcessUse.cpuMillis(rig.postmaster());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
    return sorted.get(sorted.size() / 2);
  }
}
