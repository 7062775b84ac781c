package org.examhall.bench;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * F04: PostgreSQL ends, in turn without writing out and in order, as often as told, and comes back.
 */
record DatabaseRestarts(int students, int times) implements Fault {
  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    hall.rig().startWeb();
    hall.rig().startWorker();
    Students at = Students.begin(hall, students);
    Grades.awaitFirst(hall.lms());
    for (int i = 0; i < times; i++) {
      Thread.sleep(ThreadLocalRandom.current().nextLong(500, 3_000));
      if (i % 2 == 0) {
        hall.rig().postgres().immediateStop();
      } else {
        hall.rig().postgres().stop();
      }
      Thread.sleep(ThreadLocalRandom.current().nextLong(100, 3_000));
      hall.rig().postgres().restart();
    }
    hall.rig().awaitReady();
    Thread.sleep(2_000);
    return at.handIn(List.of());
  }
}
