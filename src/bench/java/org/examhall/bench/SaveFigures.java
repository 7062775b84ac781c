package org.examhall.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.examhall.bench.Database.Counters;
import org.examhall.bench.SaveLoop.Load;
import org.examhall.bench.Seats.Seat;

/** B1 to B4: saving, against what the same PostgreSQL can commit in the same minutes. */
final class SaveFigures implements Measurement {
  private static final int MOST_TRIES = 3;

  private final boolean patches;

  /** With suspend_data sent whole, or as the change that a player mostly sends. */
  SaveFigures(boolean patches) {
    this.patches = patches;
  }

  private record Round(double tps, Load load, Counters used) {
    double speed() {
      return load.perSecond() / tps;
    }

    double transactions() {
      return (double) used.transactions() / load.saves();
    }

    double walBytes() {
      return (double) used.walBytes() / load.saves();
    }

    double log() {
      return walBytes() / SaveMessages.elementBytes();
    }
  }

  @Override
  public Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    String how = patches ? ", suspend_data as a change" : "";
    meanings.put(id("B1"), "durable acked saves/s / save-shaped pgbench tps" + how);
    meanings.put(id("B2"), "CPU-ms per save, web and PostgreSQL" + how);
    meanings.put(id("B3.tx"), "PostgreSQL transactions per save" + how);
    meanings.put(id("B3.conn"), "new PostgreSQL connections during the saves of a round" + how);
    meanings.put(id("B4"), "WAL bytes per save / bytes of its values, sent whole" + how);
    return meanings;
  }

  @Override
  public List<Figure> run(Stand stand) {
    Site site = stand.site();
    PgBench pgBench = new PgBench(site.rig().postgres(), site.rig().home());
    SaveLoop loop = new SaveLoop(site, new SaveMessages(patches));
    List<Seat> seats = site.seats().add(Stand.STUDENTS);
    loop.settle(seats, stand.quick());
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < stand.rounds(); i++) {
      rounds.add(round(site, pgBench, loop, seats, stand.quick() ? 4 : 20));
    }
    double saves = median(rounds, round -> round.load.perSecond());
    if (!patches) {
      stand.savesPerSecond(saves);
    }
    return figures(rounds, saves);
  }

  private Round round(Site site, PgBench pgBench, SaveLoop loop, List<Seat> seats, int seconds) {
    Database database = site.database();
    for (int i = 0; i < MOST_TRIES; i++) {
      database.run("checkpoint"); // so that there is none for a while
      double tps = pgBench.run(seconds);
      database.run("checkpoint");
      Counters before = database.counters();
      Load load = loop.run(seats, seconds);
      Counters used = database.counters().minus(before);
      if (used.checkpoints() == 0) {
        return new Round(tps, load, used);
      }
      System.err.println("  a checkpoint in the middle, once more");
    }
    throw new IllegalStateException("no round without a checkpoint");
  }

  private List<Figure> figures(List<Round> rounds, double saves) {
    double cpu = median(rounds, round -> round.load.cpuMillis());
    String cost = "%.3f CPU-ms a save".formatted(cpu);
    String speed = "%.0f saves/s / %.0f tps; %s".formatted(saves, median(rounds, Round::tps), cost);
    String log =
        "%.0f WAL bytes / %d bytes of values; %s"
            .formatted(median(rounds, Round::walBytes), SaveMessages.elementBytes(), cost);
    return List.of(
        Figure.median(id("B1"), speed, each(rounds, Round::speed)),
        Figure.median(id("B2"), cost, each(rounds, round -> round.load.cpuMillis())),
        Figure.median(id("B3.tx"), cost, each(rounds, Round::transactions)),
        Figure.median(id("B3.conn"), cost, each(rounds, round -> (double) round.used.sessions())),
        Figure.median(id("B4"), log, each(rounds, Round::log)));
  }

  private String id(String stem) {
    return patches ? stem + ".patches" : stem;
  }

  private static List<Double> each(List<Round> rounds, Function<Round, Double> what) {
    return rounds.stream().map(what).toList();
  }

  private static double median(List<Round> rounds, Function<Round, Double> what) {
    return Figure.median(each(rounds, what));
  }
}
