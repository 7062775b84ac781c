package org.examhall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * F01: the web process dies at random moments, as often as told; students are back within five
 * seconds of the next one's start.
 *
 * @param longestMillis how long it works at most before the next one
 */
record WebKills(int students, int times, int longestMillis) implements Fault {
  private static final int SHORTEST_MILLIS = 300;
  private static final int BACK_MILLIS = 5_000;

  /** The students, who have not handed in yet, and how long they had no web process at most. */
  record Aftermath(Students at, long longestDownMillis) {}

  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    Aftermath after = under(hall);
    Verdict verdict = after.at().handIn(List.of());
    List<String> broken = new ArrayList<>(verdict.broken());
    broken.addAll(after.at().awayLongerThan(after.longestDownMillis() + BACK_MILLIS));
    String down = ", none to serve them for at most %.1f s";
    return new Verdict(
        verdict.figures() + down.formatted(after.longestDownMillis() / 1000.0), broken);
  }

  /** Makes it happen. */
  Aftermath under(Hall hall) throws InterruptedException {
    Process running = hall.rig().startWeb();
    hall.rig().startWorker();
    Students at = Students.begin(hall, students);
    Grades.awaitFirst(hall.lms()); // all parts are at work before one of them breaks
    long longest = 0;
    for (int i = 0; i < times; i++) {
      Thread.sleep(ThreadLocalRandom.current().nextLong(SHORTEST_MILLIS, longestMillis));
      long died = System.nanoTime();
      Rig.kill(running);
      running = hall.rig().startWeb();
      longest = Math.max(longest, (System.nanoTime() - died) / 1_000_000);
    }
    Thread.sleep(2_000);
    return new Aftermath(at, longest);
  }
}
