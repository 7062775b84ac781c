package org.examhall.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.examhall.demo.lms.Version;

/**
 * F10: the LMS takes the grades of a whole class, and every answer is lost: each is sent once more,
 * which harms nothing, and each student has one grade.
 *
 * @param noWait what failed is due at once, not after a minute
 */
record LostAnswers(int students, boolean noWait) implements Fault {
  @Override
  public Version version() {
    return Version.LTI_13;
  }

  @Override
  public Verdict happen(Hall hall) {
    Rig rig = hall.rig();
    rig.startWeb();
    hall.open();
    hall.connected().loseAnswers(students);
    List<Account> accounts = hall.connected().handIn(students);
    rig.startWorker();
    await(() -> hall.connected().received() >= students);
    List<String> broken = new ArrayList<>();
    if (noWait) {
      await(() -> rig.count("select count(*) from score_outbox where state = 'sending'") == 0);
      rig.change("update score_outbox set next_try_at = now() where state = 'waiting'");
    }
    await(() -> rig.count("select count(*) from score_outbox where state <> 'sent'") == 0);
    broken.addAll(Grades.missing(hall.lms(), accounts));
    Students.check(rig, hall.lms(), accounts, broken);
    int received = hall.connected().received();
    if (received != students * 2) {
      broken.add(received + " grades were sent, " + students + " of them in vain");
    }
    int cells = hall.lms().course().grades().size();
    if (cells != students) {
      broken.add(cells + " cells have a grade");
    }
    return new Verdict(
        "%d students, the LMS was sent %d grades, has %d".formatted(students, received, cells),
        broken);
  }

  private static void await(Callable<Boolean> done) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(200))
        .until(done);
  }
}
