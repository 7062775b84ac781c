package org.examhall.bridge.checkup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.examhall.core.attempt.receipt.ReceiptMails;
import org.examhall.core.attempt.save.ClockHalts;
import org.examhall.core.scoring.GradeLanes;
import org.examhall.core.scoring.GradeLanes.Lane;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Heartbeat;
import org.examhall.kernel.sql.SqlFailure;

/**
 * Numbers of the whole site, which every process reads from the database: each tells the same, so
 * whoever sums over processes takes the greatest. While the database is away they say what they
 * said last, but for {@code examhall.database.up}. Threads: any.
 */
public final class SiteGauges {
  private final Db db;
  private final AuditLog audit;
  private final Workers workers = new Workers();
  private final GradeLanes lanes = new GradeLanes();
  private final ReceiptMails mails = new ReceiptMails();
  private final ClockHalts halts = new ClockHalts();
  private final Heartbeat heartbeat = new Heartbeat();
  private final Certificates certificates = new Certificates();
  private final MultiGauge certificate;
  private final MultiGauge waiting;
  private final MultiGauge refused;
  private final MultiGauge oldest;
  private volatile boolean up;
  private volatile Seen seen = new Seen(0, 0, false, 0, Double.NaN, 0, List.of(), List.of());

  private record Seen(
      int workers,
      double clockOffset,
      boolean clockDoubted,
      double walBytes,
      double backupAge,
      int mail,
      List<Certificates.Left> certificates,
      List<Lane> behind) {}

  /** Registers them; {@link #look} has them say something. */
  public SiteGauges(Db db, AuditLog audit, MeterRegistry meters) {
    this.db = db;
    this.audit = audit;
    this.certificate =
        MultiGauge.builder("examhall.certificate.seconds")
            .description("How long the certificate that an origin serves is good")
            .register(meters);
    this.waiting =
        perLms(meters, "examhall.grades.waiting", "Grades that an LMS has not taken yet");
    this.refused = perLms(meters, "examhall.grades.refused", "Grades that an LMS refused for good");
    this.oldest =
        perLms(meters, "examhall.grades.oldest.seconds", "How long the oldest that waits is known");
    gauge(meters, "examhall.database.up", "1: the database takes writes", g -> g.up ? 1 : 0);
    gauge(meters, "examhall.workers", "Workers that say they are there", g -> g.seen.workers());
    gauge(
        meters,
        "examhall.clock.offset.seconds",
        "The database's clock ahead of ours",
        g -> g.seen.clockOffset());
    gauge(
        meters,
        "examhall.clock.doubted",
        "1: the database's clock was set, so it ends no attempt",
        g -> g.seen.clockDoubted() ? 1 : 0);
    gauge(
        meters,
        "examhall.database.wal.bytes",
        "What PostgreSQL has written to its log since it was set up",
        g -> g.seen.walBytes());
    gauge(
        meters,
        "examhall.backup.age.seconds",
        "Since the last backup; no number when none was taken",
        g -> g.seen.backupAge());
    gauge(meters, "examhall.mail.waiting", "Receipts to be mailed", g -> g.seen.mail());
  }

  /** Looks now. */
  public void look() {
    try {
      seen =
          db.tx(
              tx -> {
                Duration ahead = Duration.between(Instant.now(), heartbeat.beat(tx).at());
                double wal =
                    tx.only(
                        "select pg_current_wal_lsn() - '0/0' as bytes",
                        row -> row.decimal("bytes").doubleValue());
                double backupAge =
                    audit
                        .newest(tx, AuditAction.BACKUP_TAKEN)
                        .map(at -> seconds(Duration.between(at, Instant.now())))
                        .orElse(Double.NaN);
                return new Seen(
                    workers.count(tx),
                    seconds(ahead),
                    halts.read(tx).isOn(),
                    wal,
                    backupAge,
                    mails.waiting(tx).count(),
                    certificates.list(tx),
                    lanes.listBehind(tx));
              });
      up = true;
    } catch (SqlFailure e) {
      up = false; // that is the answer
    }
    certificate.register(
        seen.certificates().stream()
            .<MultiGauge.Row<?>>map(
                c -> MultiGauge.Row.of(Tags.of("site", c.site()), seconds(c.left())))
            .toList(),
        true);
    List<Lane> behind = seen.behind();
    waiting.register(rows(behind, Lane::waiting), true);
    refused.register(rows(behind, Lane::refused), true);
    oldest.register(rows(behind, lane -> lane.oldest().map(SiteGauges::seconds).orElse(0.0)), true);
  }

  private static MultiGauge perLms(MeterRegistry meters, String name, String meaning) {
    return MultiGauge.builder(name).description(meaning).register(meters);
  }

  private void gauge(
      MeterRegistry meters, String name, String meaning, ToDoubleFunction<SiteGauges> value) {
    Gauge.builder(name, this, value).description(meaning).register(meters);
  }

  private static List<MultiGauge.Row<?>> rows(List<Lane> lanes, ToDoubleFunction<Lane> number) {
    return lanes.stream()
        .<MultiGauge.Row<?>>map(
            lane ->
                MultiGauge.Row.of(
                    Tags.of("lms", lane.title(), "consumer", Long.toString(lane.consumerId())),
                    number.applyAsDouble(lane)))
        .toList();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
