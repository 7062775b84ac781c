package org.examhall.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.examhall.demo.lms.Version;

/**
 * F03: a worker dies again and again while it sends the grades of all students; in the end each
 * final score has arrived.
 *
 * @param version by which grades are sent: the outcome service of 1.1 or AGS
 * @param shortLease what a dead worker held is free at once, not after minutes
 */
record WorkerKills(Version version, int students, int times, boolean shortLease) implements Fault {
  private static final int LMS_MILLIS = 40;
  private static final int IN_HAND = 10;

  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    Rig rig = hall.rig();
    rig.startWeb();
    hall.open();
    hall.connected().answerAfter(LMS_MILLIS);
    List<Account> accounts = hall.connected().handIn(students);
    List<String> broken = new ArrayList<>();
    for (int i = 1; i <= times; i++) {
      int enough = students * i / (times + 2);
      Process worker = rig.startWorker();
      Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> received(hall) >= enough);
      Rig.kill(worker);
      if (received(hall) >= students) {
        broken.add("all was sent before kill " + i + ": it shows nothing");
      }
      if (shortLease) {
        rig.change("update score_outbox set lease_until = now() where state = 'sending'");
      }
    }
    rig.startWorker();
    broken.addAll(Grades.missing(hall.lms(), accounts));
    Students.check(rig, hall.lms(), accounts, broken);
    int received = received(hall);
    if (received > students + times * IN_HAND) {
      broken.add(received + " grades were sent for " + students + " students");
    }
    return new Verdict(
        "%d students, %d kills, the LMS was sent %d grades".formatted(students, times, received),
        broken);
  }

  private static int received(Hall hall) {
    return hall.connected().received();
  }
}
