package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.examhall.bench.Seats.Seat;

/**
 * B8: a whole school opens its exams in the same second. The very first storm, which meets a server
 * that nobody has used, is told apart: an exam may begin right after an update.
 */
final class StormFigure implements Measurement {
  private static final String ID = "B8";
  private static final String COLD = "B8.cold";
  private static final int SOCKETS = 1_000;
  private static final long SECOND = 1_000_000_000L;
  private static final int PATIENCE_SECONDS = 5;
  private static final int WARM_UP_SECONDS = 20;

  private record Round(double share, double cpu) {}

  @Override
  public Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put(ID, "share of 1,000 sockets opened within 1 s that are at work after 5 s");
    meanings.put(COLD, "the same, of a server that has just started");
    return meanings;
  }

  @Override
  public List<Figure> run(Stand stand) {
    stand.close(); // whoever has been here before has warmed it up
    Site site = stand.site();
    long began = System.nanoTime();
    Round cold = round(site);
    while (System.nanoTime() < began + WARM_UP_SECONDS * SECOND) {
      round(site);
    }
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < stand.rounds(); i++) {
      rounds.add(round(site));
    }
    return List.of(figure(ID, rounds), figure(COLD, List.of(cold)));
  }

  private static Figure figure(String id, List<Round> rounds) {
    double cpu = Figure.median(rounds.stream().map(Round::cpu).toList());
    List<Double> shares = rounds.stream().map(Round::share).toList();
    double worst = shares.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    String parts =
        "%.0f at work / %d; %.3f CPU-ms a socket; the worst round counts"
            .formatted(worst * SOCKETS, SOCKETS, cpu);
    return new Figure(id, worst, parts, shares);
  }

  private static Round round(Site site) {
    List<Seat> seats = site.seats().add(SOCKETS);
    URI content = URI.create(site.rig().content());
    long before = site.cpuMillis();
    List<LoadSocket> sockets = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      long began = System.nanoTime();
      while (System.nanoTime() < began + PATIENCE_SECONDS * SECOND) {
        long due = (System.nanoTime() - began) * SOCKETS / SECOND;
        while (sockets.size() < Math.min(SOCKETS, due)) {
          sockets.add(LoadSocket.begin(content, seats.get(sockets.size()), selector));
        }
        selector.select(StormFigure::advance, 1);
      }
      double open = sockets.stream().filter(LoadSocket::isOpen).count();
      return new Round(open / SOCKETS, (double) (site.cpuMillis() - before) / SOCKETS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      sockets.forEach(LoadSocket::close);
    }
  }

  private static void advance(SelectionKey key) {
    LoadSocket socket = (LoadSocket) key.attachment();
    try {
      socket.advance(key);
    } catch (IOException lost) {
      System.err.println("  a socket was lost: " + lost);
      socket.close(); // counts as not open
    }
  }
}
