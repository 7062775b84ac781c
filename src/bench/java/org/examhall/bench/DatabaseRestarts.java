package org.examhall.bench;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * F04: PostgreSQL ends, in turn without writing out and in order, as often as told, and comes back;
 * the last time it stays away for a while.
 */
record DatabaseRestarts(int students, int times, int outageSeconds) implements Fault {
  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    hall.rig().startWeb();
    hall.rig().startWorker();
    Students at = Students.begin(hall, students);
    Grades.awaitFirst(hall.lms());
    for (int i = 0; i < times; i++) {
      beAway(hall, i % 2 == 0, ThreadLocalRandom.current().nextLong(100, 3_000));
    }
    beAway(hall, false, outageSeconds * 1_000L);
    hall.rig().awaitReady();
    return at.handIn(List.of());
  }

  private static void beAway(Hall hall, boolean atOnce, long millis) throws InterruptedException {
    Thread.sleep(ThreadLocalRandom.current().nextLong(500, 3_000));
    if (atOnce) {
      hall.rig().postgres().immediateStop();
    } else {
      hall.rig().postgres().stop();
    }
    Thread.sleep(millis);
    hall.rig().postgres().restart();
  }
}
