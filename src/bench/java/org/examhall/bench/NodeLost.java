package org.examhall.bench;

import java.util.ArrayList;
import java.util.List;
import org.examhall.demo.server.Ports;

/**
 * F11: one of two web processes behind NGINX dies for good; its students go on with the other
 * within five seconds, the others notice nothing, and who comes gets in. One that comes in the very
 * moment may have to come again: what a process had taken is not sent to another.
 */
record NodeLost(int students) implements Fault {
  private static final int BACK_MILLIS = 5_000;

  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    Rig rig = hall.rig();
    int[] ports = {Ports.free(), Ports.free()};
    rig.startWeb(ports[0]);
    Process dies = rig.startWeb(ports[1]);
    rig.startWorker();
    try (Front front = new Front(rig, List.of(ports[0], ports[1]))) {
      Students at = Students.begin(hall, students);
      Grades.awaitFirst(hall.lms());
      Latecomers latecomers = new Latecomers(hall);
      Thread.sleep(2_000);
      Rig.kill(dies);
      Thread.sleep(BACK_MILLIS);
      latecomers.close();
      Verdict verdict = at.handIn(List.of());
      List<String> broken = new ArrayList<>(verdict.broken());
      long moved = at.all().stream().filter(student -> student.reconnects() > 0).count();
      if (moved == 0 || moved == students) {
        broken.add(moved + " students had to move: not both processes had some");
      }
      broken.addAll(at.awayLongerThan(BACK_MILLIS));
      if (latecomers.failures().size() > 1) { // the one whose request the process had taken
        broken.addAll(latecomers.failures());
      }
      return new Verdict(
          "%s, %d students moved, %d launches"
              .formatted(verdict.figures(), moved, latecomers.seated()),
          broken);
    }
  }
}
