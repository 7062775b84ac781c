package org.examhall.bench;

import java.util.ArrayList;
import java.util.List;
import org.examhall.demo.server.Ports;

/**
 * F11: one of two web processes behind NGINX dies for good; its students go on with the other
 * within five seconds, the others notice nothing, and who comes gets in, though the clock of the
 * one that stays is wrong. One that comes in the very moment may have to come again: what a process
 * had taken is not sent to another.
 */
record NodeLost(int students) implements Fault {
  private static final int BACK_MILLIS = 5_000;
  private static final int SECONDS_AHEAD = 90;

  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    Rig rig = hall.rig();
    int[] ports = {Ports.free(), Ports.free()};
    rig.enter(WrongClock.ahead(SECONDS_AHEAD));
    rig.startWeb(ports[0]);
    rig.enter(List.of());
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
      long ahead = WrongClock.secondsAheadOf(ports[0]);
      if (ahead < SECONDS_AHEAD / 2) {
        broken.add("a clock that should be wrong is " + ahead + " s ahead: is faketime installed?");
      }
      long moved = at.all().stream().filter(student -> student.reconnects() > 0).count();
      if (moved == 0 || moved == students) {
        broken.add(moved + " students had to move: not both processes had some");
      }
      broken.addAll(at.awayLongerThan(BACK_MILLIS));
      if (latecomers.failures().size() > 1) { // the one whose request the process had taken
        broken.addAll(latecomers.failures());
      }
      return new Verdict(
          "%s, %d students moved, to a clock %d s ahead, %d launches"
              .formatted(verdict.figures(), moved, ahead, latecomers.seated()),
          broken);
    }
  }
}
