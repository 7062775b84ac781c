package org.examhall.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.examhall.demo.lms.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Breaks things on purpose under students at work and checks every promise afterwards. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description = "Kills, stops and floods parts of a running Examhall, and checks the promises.",
    footer = {
      "",
      "Ids: F01 F02 F03 F04 F05 F06 F07 F09 F10 F11 F21 F24 F25, see scripts/faults --help",
      "F03 is also F03.ags."
    })
public final class Faults implements Callable<Integer> {
  @Option(names = "--quick", description = "a short form of each")
  private boolean quick;

  @Parameters(paramLabel = "ID", description = "which faults; all without any")
  private List<String> ids = List.of();

  /** Runs the faults that the arguments name. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Faults()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, Fault> faults = quick ? shortForms() : wholeForms();
    int broken = 0;
    for (Map.Entry<String, Fault> fault : faults.entrySet()) {
      if (ids.isEmpty() || ids.stream().anyMatch(asked -> isMeant(asked, fault.getKey()))) {
        broken += run(fault.getKey(), fault.getValue());
      }
    }
    return broken == 0 && faults.keySet().containsAll(ids) ? 0 : 1;
  }

  private static boolean isMeant(String asked, String id) {
    return id.equals(asked) || id.startsWith(asked + ".");
  }

  private static Map<String, Fault> wholeForms() {
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put("F01", new WebKills(50, 50, 3_000));
    faults.put("F02", new Deploy(100, 10, 50));
    faults.put("F03", new WorkerKills(Version.LTI_11, 1_000, 5, false));
    faults.put("F03.ags", new WorkerKills(Version.LTI_13, 1_000, 5, false));
    faults.put("F04", new DatabaseRestarts(50, 20, 60));
    faults.put("F05", new BusyDatabase(50, 20));
    faults.put("F06", new FullDisks(100, 60));
    faults.put("F07", new EmptyRedis(50, 60));
    faults.put("F09", new SlowLms(300, 20));
    faults.put("F10", new LostAnswers(100, false));
    faults.put("F11", new NodeLost(100));
    faults.put("F21", new Storm(1_000, 10, 60));
    faults.put("F24", new Restored(100));
    faults.put("F25", new MemorySqueeze(10_000, 100, 50));
    return faults;
  }

  private static Map<String, Fault> shortForms() {
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put("F01", new WebKills(5, 2, 2_000));
    faults.put("F02", new Deploy(5, 2, 100));
    faults.put("F03", new WorkerKills(Version.LTI_11, 30, 2, true));
    faults.put("F03.ags", new WorkerKills(Version.LTI_13, 30, 2, true));
    faults.put("F04", new DatabaseRestarts(5, 2, 4));
    faults.put("F05", new BusyDatabase(5, 4));
    faults.put("F06", new FullDisks(5, 1));
    faults.put("F07", new EmptyRedis(5, 3));
    faults.put("F09", new SlowLms(30, 4));
    faults.put("F10", new LostAnswers(10, true));
    faults.put("F11", new NodeLost(6));
    faults.put("F21", new Storm(100, 10, 1));
    faults.put("F24", new Restored(5));
    faults.put("F25", new MemorySqueeze(300, 20, 250));
    return faults;
  }

  /** How many promises were broken. */
  private int run(String id, Fault fault) throws InterruptedException {
    long began = System.nanoTime();
    Fault.Verdict verdict;
    Rig.Programs programs = fault.programs();
    Rig rig = quick ? Rig.brief(programs) : Rig.temporary(programs);
    try (Hall hall = new Hall(rig, fault.version())) {
      verdict = fault.happen(hall);
    }
    long seconds = (System.nanoTime() - began) / 1_000_000_000;
    String word = verdict.broken().isEmpty() ? "held  " : "BROKEN";
    System.out.printf("%-7s  %s  %s, %d s%n", id, word, verdict.figures(), seconds);
    verdict.broken().stream().limit(20).forEach(what -> System.out.println("     " + what));
    return verdict.broken().size();
  }
}
