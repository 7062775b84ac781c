package org.examhall.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.examhall.bench.Fault.Verdict;

/** B18: answers lost or doubled by the death of the web process, over and over. */
final class KillFigure implements Measurement {
  @Override
  public Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put("B18.missing", "acked batches missing after 200 kill -9 (quick: 5)");
    meanings.put("B18.doubled", "elements stored twice after 200 kill -9 (quick: 5)");
    meanings.put("B18.faults", "all that the ledger finds wrong after them");
    return meanings;
  }

  @Override
  public List<Figure> run(Stand stand) {
    stand.close(); // the kills want an installation of their own
    int kills = stand.quick() ? 5 : 200;
    try (Hall hall = new Hall(Rig.temporary())) {
      Students students = new WebKills(stand.quick() ? 10 : 20, kills, 1_500).under(hall);
      Verdict verdict = students.handIn(List.of());
      verdict.broken().stream().limit(20).forEach(fault -> System.err.println("  " + fault));
      String parts = kills + " kills, " + verdict.figures();
      return List.of(
          count("B18.missing", parts, students.missing()),
          count("B18.doubled", parts, students.doubled()),
          count("B18.faults", parts, verdict.broken().size()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Figure count(String id, String parts, double count) {
    return Figure.median(id, parts, List.of(count));
  }
}
