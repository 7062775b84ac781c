package org.examhall.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    stand.close(); // the trial has an installation of its own
    int kills = stand.quick() ? 5 : 200;
    Trial.Outcome outcome = new Trial(stand.quick() ? 10 : 20).run(new Kills(kills, 1_500));
    outcome.faults().stream().limit(20).forEach(fault -> System.err.println("  " + fault));
    String parts =
        "%d kills in %d s, %d students, %d acked batches, %d elements, %d reconnects"
            .formatted(
                kills,
                outcome.seconds(),
                outcome.students().size(),
                outcome.acked(),
                outcome.elements(),
                outcome.reconnects());
    return List.of(
        count("B18.missing", parts, outcome.missing()),
        count("B18.doubled", parts, outcome.doubled()),
        count("B18.faults", parts, outcome.faults().size()));
  }

  private static Figure count(String id, String parts, double count) {
    return Figure.median(id, parts, List.of(count));
  }
}
