package org.examhall.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.examhall.core.consumer.ChangeGradesAtOnce;
import org.examhall.demo.lms.Version;

/**
 * F09: one LMS takes ten seconds for each grade of a class, while the class of another one waits,
 * too: that one gets its grades as fast as it takes them, and in the end each has all.
 */
record SlowLms(int students, int slowStudents) implements Fault {
  private static final int SLOW_MILLIS = 10_000;
  private static final int FAST_MILLIS = 40;

  /** A lane at half its speed is still no lane that is held up; a new worker is slower at first. */
  private static final int LENIENCE = 2;

  private static final Duration START = Duration.ofSeconds(5);

  @Override
  public Version version() {
    return Version.LTI_13;
  }

  @Override
  public Verdict happen(Hall hall) {
    hall.rig().startWeb();
    try (ConnectedLms fast = new ConnectedLms(hall.rig(), version(), "fast")) {
      hall.open();
      fast.open();
      hall.connected().answerAfter(SLOW_MILLIS);
      fast.answerAfter(FAST_MILLIS);
      List<Account> slowly = hall.connected().handIn(slowStudents);
      List<Account> quickly = fast.handIn(students);
      hall.rig().startWorker();
      return side(hall, slowly, fast, quickly);
    }
  }

  private Verdict side(Hall hall, List<Account> slowly, ConnectedLms fast, List<Account> quickly) {
    ConnectedLms slow = hall.connected();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> slow.received() > 0 && fast.received() > 0);
    List<String> broken = new ArrayList<>();
    long began = System.nanoTime();
    broken.addAll(Grades.missing(fast.lms(), quickly));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    int begun = slow.received();
    if (took.compareTo(allowed()) > 0) {
      broken.add("the fast LMS had to wait for " + took.toSeconds() + " s");
    }
    if (begun >= slowStudents) {
      broken.add("the slow LMS had been sent all: it shows nothing");
    }
    broken.addAll(Grades.missing(slow.lms(), slowly));
    Students.check(hall.rig(), fast.lms(), quickly, broken);
    Students.check(hall.rig(), slow.lms(), slowly, broken);
    return new Verdict(
        "%d grades to the fast LMS in %.1f s, meanwhile %d of %d to the slow one"
            .formatted(students, took.toMillis() / 1_000.0, begun, slowStudents),
        broken);
  }

  private Duration allowed() {
    int turns = ChangeGradesAtOnce.USUAL;
    return START.plusMillis((long) students * FAST_MILLIS * LENIENCE / turns);
  }
}
