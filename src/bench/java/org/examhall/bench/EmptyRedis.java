package org.examhall.bench;

import java.util.ArrayList;
import java.util.List;

/** F07: Redis is emptied, then stopped for a while, then empty again; no save may fail. */
record EmptyRedis(int students, int seconds) implements Fault {
  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    hall.rig().startWeb();
    hall.rig().startWorker();
    Students at = Students.begin(hall, students);
    Grades.awaitFirst(hall.lms());
    Thread.sleep(2_000);
    hall.rig().emptyRedis();
    Thread.sleep(2_000);
    hall.rig().redis().kill();
    Thread.sleep(seconds * 1_000L);
    hall.rig().redis().restart();
    Verdict verdict = at.handIn(List.of());
    List<String> broken = new ArrayList<>(verdict.broken());
    for (Replayer student : at.all()) {
      if (student.reconnects() > 0 || student.notTaken() > 0) {
        broken.add(student.account().attemptId() + ": a save failed while Redis was away");
      }
    }
    return new Verdict(verdict.figures(), broken);
  }
}
