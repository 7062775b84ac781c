package org.examhall.bench;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.examhall.bench.Seats.Seat;

/** B9: what an open, idle exam costs in memory. */
final class SocketFigures {
  private final Rig rig;
  private final Process web;

  SocketFigures(Rig rig, Process web) {
    this.rig = rig;
    this.web = web;
  }

  Map<String, Double> run(int sockets) {
    List<Seat> seats = new Seats(rig.databaseUrl(), rig.postgres()).add(sockets);
    HttpClient client = HttpClient.newHttpClient();
    List<Player> open = new ArrayList<>();
    try {
      // The first sockets load classes and fill pools; they are no measure of the others.
      seats.subList(0, sockets / 10).forEach(seat -> open.add(player(client, seat)));
      long before = settledKilobytes();
      seats.subList(sockets / 10, sockets).forEach(seat -> open.add(player(client, seat)));
      long after = settledKilobytes();
      return Map.of(
          "B9.socketkb", (after - before) / (sockets * 0.9),
          "B9.jvmmb", after / 1024.0);
    } finally {
      open.forEach(Player::close);
    }
  }

  private Player player(HttpClient client, Seat seat) {
    return Player.open(client, rig.content(), seat);
  }

  /** Memory after a full collection, so that garbage of the opening does not count. */
  private long settledKilobytes() {
    rig.collectGarbage(web);
    return ProcessUse.memoryKilobytes(web.toHandle());
  }
}
