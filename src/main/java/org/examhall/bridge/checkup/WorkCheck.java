package org.examhall.bridge.checkup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.examhall.core.attempt.receipt.ReceiptMails;
import org.examhall.core.attempt.save.ClockHalts;
import org.examhall.core.attempt.save.ClockHalts.Halt;
import org.examhall.core.scoring.GradeLanes;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.SqlFailure;
import org.examhall.kernel.sql.Tx;

/** Whether what runs by itself does run: workers, schedules, backups, grades to each LMS. */
final class WorkCheck {
  private static final Duration OLD_BACKUP = Duration.ofDays(2);
  private static final Duration LONG_WAIT = Duration.ofMinutes(10);
  private static final Duration LONG_WAIT_FOR_MAIL = Duration.ofHours(1);

  private final Db db;
  private final AuditLog audit;
  private final Workers workers = new Workers();
  private final ClockHalts halts = new ClockHalts();
  private final GradeLanes lanes = new GradeLanes();
  private final ReceiptMails mails = new ReceiptMails();

  WorkCheck(Db db, AuditLog audit) {
    this.db = db;
    this.audit = audit;
  }

  List<Finding> run() {
    return look(lane -> isStuck(lane) || lane.refused() > 0);
  }

  /** The same but for refused grades, which the first page names by itself. */
  List<Finding> glance() {
    return look(WorkCheck::isStuck);
  }

  private List<Finding> look(Predicate<GradeLanes.Lane> isBad) {
    try {
      return db.tx(tx -> look(tx, isBad));
    } catch (SqlFailure e) {
      return List.of(Finding.warn("work", "can't be looked at before the database is mended"));
    }
  }

  private List<Finding> look(Tx tx, Predicate<GradeLanes.Lane> isBad) {
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
    Halt halt = halts.read(tx);
    halt.since().map(since -> doubted(since, halt.seconds())).ifPresent(findings::add);
    findings.add(lastBackup(audit.newest(tx, AuditAction.BACKUP_TAKEN)));
    List<GradeLanes.Lane> behind = lanes.listBehind(tx);
    behind.stream().map(lane -> lane(lane, isBad.test(lane))).forEach(findings::add);
    if (behind.isEmpty()) {
      findings.add(Finding.ok("grades", "every LMS has taken what it was sent"));
    }
    late(mails.waiting(tx)).ifPresent(findings::add);
    return findings;
  }

  private static Optional<Finding> late(ReceiptMails.Waiting mail) {
    return mail.oldest()
        .map(since -> Duration.between(since, Instant.now()))
        .filter(age -> age.compareTo(LONG_WAIT_FOR_MAIL) > 0)
        .map(
            age ->
                Finding.warn(
                    "receipts",
                    "%d wait to be mailed, the oldest for %d min: mend the mail server; after three days each is given up"
                        .formatted(mail.count(), age.toMinutes())));
  }

  private static Finding doubted(Instant since, long seconds) {
    return Finding.wrong(
        "ending",
        "the database's clock was set by %d s at %s, so it ends no attempt: set it back, or if it is right now: examhall clock confirm"
            .formatted(seconds, since));
  }

  private static Finding lastBackup(Optional<Instant> at) {
    if (at.isEmpty()) {
      return Finding.warn("backup", "none was ever taken: run examhall backup, best every night");
    }
    Duration age = Duration.between(at.get(), Instant.now());
    return age.compareTo(OLD_BACKUP) <= 0
        ? Finding.ok("backup", "the last one is of " + at.get())
        : Finding.warn("backup", "the last one is of " + at.get() + ": run examhall backup");
  }

  private static Finding late(Workers.Late late) {
    return Finding.warn(
        "schedules",
        "%s should have run at %s: look for its name in the worker's log"
            .formatted(late.schedule(), late.wanted()));
  }

  private static boolean isStuck(GradeLanes.Lane lane) {
    return lane.oldest().filter(age -> age.compareTo(LONG_WAIT) > 0).isPresent();
  }

  private static Finding lane(GradeLanes.Lane lane, boolean isBad) {
    String text =
        "%s: %d grades wait, %d were refused"
            .formatted(lane.title(), lane.waiting(), lane.refused());
    return isBad
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
