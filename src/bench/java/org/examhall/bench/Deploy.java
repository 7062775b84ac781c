package org.examhall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.examhall.demo.server.Ports;

/**
 * F02: web processes behind NGINX are told to end, one after the other, while another serves, as an
 * upgrade does it; each is drained within ten seconds, students are told to move and see no error,
 * and who comes meanwhile gets in.
 *
 * @param pauseMillis how long a student rests after each save
 */
record Deploy(int students, int rounds, int pauseMillis) implements Fault {
  private static final int DRAIN_SECONDS = 10;

  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    Rig rig = hall.rig();
    int[] ports = {Ports.free(), Ports.free()};
    Process[] processes = {rig.startWeb(ports[0]), rig.startWeb(ports[1])};
    rig.startWorker();
    List<String> broken = new ArrayList<>();
    double slowest = 0;
    try (Front front = new Front(rig, List.of(ports[0], ports[1]))) {
      Students at = Students.begin(hall, students, pauseMillis);
      Grades.awaitFirst(hall.lms());
      Visitor visitor = new Visitor(rig.app());
      Latecomers latecomers = new Latecomers(hall);
      for (int round = 0; round < rounds; round++) {
        int which = round % 2;
        double seconds = end(processes[which]);
        slowest = Math.max(slowest, seconds);
        if (seconds > DRAIN_SECONDS) {
          broken.add("draining took %.1f s".formatted(seconds));
        }
        processes[which] = rig.startWeb(ports[which]);
      }
      visitor.close();
      latecomers.close();
      broken.addAll(visitor.failures());
      broken.addAll(latecomers.failures());
      Verdict verdict = at.handIn(broken);
      List<String> all = new ArrayList<>(verdict.broken());
      at.all().forEach(student -> all.addAll(complaints(student)));
      return new Verdict(
          "%s, %d pages, %d launches, drained in %.1f s"
              .formatted(verdict.figures(), visitor.answers(), latecomers.seated(), slowest),
          all);
    }
  }

  private static double end(Process process) throws InterruptedException {
    long began = System.nanoTime();
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return (System.nanoTime() - began) / 1e9;
  }

  /** All that a student may hear is to move. */
  private static List<String> complaints(Replayer student) {
    return student.endings().stream()
        .filter(ending -> !ending.equals("1012"))
        .map(ending -> student.account().attemptId() + ": told " + ending)
        .toList();
  }
}
