package org.examhall.bench;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * F01: the web process dies at random moments, as often as told; students are back within five
 * seconds of the last one's start.
 *
 * @param longestMillis how long it works at most before the next one
 */
record WebKills(int students, int times, int longestMillis) implements Fault {
  private static final int SHORTEST_MILLIS = 300;
  private static final int BACK_MILLIS = 5_000;

  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    Students at = under(hall);
    List<Integer> before = at.acks();
    Thread.sleep(BACK_MILLIS);
    return at.handIn(at.stuckSince(before, -1, "the last process was ready"));
  }

  /** The students after it, when the last process is ready; they have not handed in yet. */
  Students under(Hall hall) throws InterruptedException {
    Process running = hall.rig().startWeb();
    hall.rig().startWorker();
    Students at = Students.begin(hall, students);
    Grades.awaitFirst(hall.lms()); // all parts are at work before one of them breaks
    for (int i = 0; i < times; i++) {
      Thread.sleep(ThreadLocalRandom.current().nextLong(SHORTEST_MILLIS, longestMillis));
      Rig.kill(running);
      running = hall.rig().startWeb();
    }
    return at;
  }
}
