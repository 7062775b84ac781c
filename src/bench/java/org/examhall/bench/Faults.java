package org.examhall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Breaks things on purpose under replaying students and checks every promise afterwards. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description = "Kills, stops and empties parts of a running Examhall, and checks the promises.",
    footer = {
      "",
      "Ids: F01 kill -9 of the web process, F04 PostgreSQL restarted, F07 Redis emptied and stopped"
    })
public final class Faults implements Callable<Integer> {
  @Option(names = "--quick", description = "few students, few kills")
  private boolean quick;

  @Parameters(paramLabel = "ID", description = "which faults; all without any")
  private List<String> ids = List.of();

  /** Runs the faults that the arguments name. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Faults()).execute(args));
  }

  @Override
  public Integer call() {
    int broken = 0;
    if (wanted("F01")) {
      broken += run("F01", quick ? 10 : 50, new Kills(quick ? 3 : 50, 3_000));
    }
    if (wanted("F04")) {
      broken += run("F04", quick ? 10 : 50, new DatabaseRestarts(quick ? 2 : 20));
    }
    if (wanted("F07")) {
      broken += run("F07", quick ? 10 : 50, new EmptyRedis(quick ? 5 : 60));
    }
    return broken == 0 ? 0 : 1;
  }

  private boolean wanted(String id) {
    return ids.isEmpty() || ids.contains(id);
  }

  private static int run(String id, int count, Fault fault) {
    Trial.Outcome outcome = new Trial(count).run(fault);
    System.out.printf(
        "%s  %s  %d students, %d acked batches, %d elements, %d reconnects, %d s%n",
        id,
        outcome.faults().isEmpty() ? "held  " : "BROKEN",
        count,
        outcome.acked(),
        outcome.elements(),
        outcome.reconnects(),
        outcome.seconds());
    outcome.faults().stream().limit(20).forEach(f -> System.out.println("     " + f));
    return outcome.faults().size();
  }

  /** F04: PostgreSQL ends without writing out, as often as told, and comes back. */
  private record DatabaseRestarts(int times) implements Fault {
    @Override
    public Process happen(Rig rig, Process web) {
      for (int i = 0; i < times; i++) {
        Fault.pauseMillis(ThreadLocalRandom.current().nextLong(500, 3_000));
        rig.postgres().immediateStop();
        Fault.pauseMillis(ThreadLocalRandom.current().nextLong(100, 3_000));
        rig.postgres().restart();
      }
      rig.awaitReady();
      Fault.pauseMillis(2_000);
      return web;
    }
  }

  /** F07: Redis is emptied, then stopped for a while, then empty again. */
  private record EmptyRedis(int seconds) implements Fault {
    @Override
    public Process happen(Rig rig, Process web) {
      Fault.pauseMillis(2_000);
      rig.emptyRedis();
      Fault.pauseMillis(2_000);
      rig.redis().kill();
      Fault.pauseMillis(seconds * 1_000L);
      rig.redis().restart();
      return web;
    }

    @Override
    public List<String> broken(List<Replayer> students) {
      List<String> faults = new ArrayList<>();
      for (Replayer student : students) {
        if (student.reconnects() > 0 || student.notTaken() > 0) {
          faults.add(student.account().attemptId() + ": a save failed while Redis was away");
        }
      }
      return faults;
    }
  }
}
