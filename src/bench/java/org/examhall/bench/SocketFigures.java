package org.examhall.bench;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.examhall.bench.Seats.Seat;

/** B9: what an open, idle exam costs in memory. */
final class SocketFigures implements Measurement {
  @Override
  public Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put("B9.socketkb", "KB of live heap of the web process per idle socket");
    meanings.put("B9.jvmmb", "MB of the web process with all those sockets open");
    return meanings;
  }

  @Override
  public List<Figure> run(Stand stand) {
    Site site = stand.site();
    int sockets = stand.quick() ? 500 : 2_000;
    List<Seat> seats = site.seats().add(sockets);
    HttpClient client = HttpClient.newHttpClient();
    List<Player> open = new ArrayList<>();
    ProcessHandle web = site.web().toHandle();
    try {
      // The first sockets load classes and fill pools; they are no measure of the others.
      seats.subList(0, sockets / 10).forEach(seat -> open.add(player(client, site, seat)));
      long before = ProcessUse.liveKilobytes(web);
      seats.subList(sockets / 10, sockets).forEach(seat -> open.add(player(client, site, seat)));
      long uncollected = ProcessUse.memoryKilobytes(web) / 1024;
      long after = ProcessUse.liveKilobytes(web);
      double each = (after - before) / (sockets * 0.9);
      double all = ProcessUse.memoryKilobytes(web) / 1024.0;
      String parts = "from %d to %d KB, %.0f sockets".formatted(before, after, sockets * 0.9);
      return List.of(
          Figure.median("B9.socketkb", parts, List.of(each)),
          Figure.median(
              "B9.jvmmb", sockets + " sockets, before that " + uncollected, List.of(all)));
    } finally {
      open.forEach(Player::close);
    }
  }

  private static Player player(HttpClient client, Site site, Seat seat) {
    return Player.open(client, site.rig().content(), seat);
  }
}
