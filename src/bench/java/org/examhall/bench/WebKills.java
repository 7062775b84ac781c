package org.examhall.bench;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** F01: the web process dies at random moments, as often as told. */
record WebKills(int students, int times) implements Fault {
  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    Process running = hall.rig().startWeb();
    hall.rig().startWorker();
    Students at = Students.begin(hall, students);
    Grades.awaitFirst(hall.lms()); // all parts are at work before one of them breaks
    for (int i = 0; i < times; i++) {
      Thread.sleep(ThreadLocalRandom.current().nextLong(500, 3_000));
      Rig.kill(running);
      running = hall.rig().startWeb();
    }
    Thread.sleep(2_000);
    return at.handIn(List.of());
  }
}
