package org.examhall.bridge.checkup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.examhall.core.scoring.GradeLanes;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.SqlFailure;
import org.examhall.kernel.sql.Tx;

/** Whether what runs by itself does run: workers, schedules, grades on their way to each LMS. */
final class WorkCheck {
  private static final Duration LONG_WAIT = Duration.ofMinutes(10);

  private final Db db;
  private final Workers workers = new Workers();
  private final GradeLanes lanes = new GradeLanes();

  WorkCheck(Db db) {
    this.db = db;
  }

  List<Finding> run() {
    try {
      return db.tx(this::look);
    } catch (SqlFailure e) {
      return List.of(Finding.warn("work", "can't be looked at before the database is mended"));
    }
  }

  private List<Finding> look(Tx tx) {
    List<Finding> findings = new ArrayList<>();
    int alive = workers.count(tx);
    findings.add(
        alive > 0
            ? Finding.ok("worker", alive + " running")
            : Finding.wrong(
                "worker",
                "none is running, so no grade is sent and nothing ends in time: start one"
                    + " (systemctl start examhall-worker@1, or EXAMHALL_WORKER=embedded)"));
    workers.late(tx).stream()
        .limit(alive > 0 ? Long.MAX_VALUE : 0)
        .map(WorkCheck::late)
        .forEach(findings::add);
    List<GradeLanes.Lane> behind = lanes.listBehind(tx);
    behind.stream().map(WorkCheck::lane).forEach(findings::add);
    if (behind.isEmpty()) {
      findings.add(Finding.ok("grades", "every LMS has taken what it was sent"));
    }
    return findings;
  }

  private static Finding late(Workers.Late late) {
    return Finding.warn(
        "schedules",
        "%s should have run at %s: look for its name in the worker's log"
            .formatted(late.schedule(), late.wanted()));
  }

  private static Finding lane(GradeLanes.Lane lane) {
    String text =
        "%s has not taken %d grades and refused %d"
            .formatted(lane.title(), lane.waiting(), lane.refused());
    boolean stuck = lane.oldest().filter(age -> age.compareTo(LONG_WAIT) > 0).isPresent();
    return stuck || lane.refused() > 0
        ? Finding.warn(
            "grades",
            text
                + lane.oldest()
                    .map(age -> ", the oldest for %d min".formatted(age.toMinutes()))
                    .orElse("")
                + lane.reason().map(reason -> " (" + reason + ")").orElse("")
                + ": test the connection on /admin/consumers/"
                + lane.consumerId())
        : Finding.ok("grades", text + "; they are on their way");
  }
}
