package org.examhall.boot;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.examhall.bridge.checkup.WatchCertificates;
import org.examhall.bridge.outcome.SendGrade;
import org.examhall.bridge.roster.FetchRoster;
import org.examhall.bridge.service.ServiceCalls;
import org.examhall.core.attempt.Archive;
import org.examhall.core.attempt.AttemptEvents;
import org.examhall.core.attempt.AttemptTokens;
import org.examhall.core.attempt.ClearExpired;
import org.examhall.core.attempt.receipt.ReceiptMails;
import org.examhall.core.attempt.save.ClockHalts;
import org.examhall.core.attempt.save.CloseOverdue;
import org.examhall.core.attempt.save.PackEnded;
import org.examhall.core.consumer.ConsumerTallies;
import org.examhall.core.consumer.LtiStates;
import org.examhall.core.consumer.RegistrationInvites;
import org.examhall.core.context.CourseGroups;
import org.examhall.core.context.Handovers;
import org.examhall.core.context.Nonces;
import org.examhall.core.context.RosterMembers;
import org.examhall.core.context.Rosters;
import org.examhall.core.retention.ApplyRetention;
import org.examhall.core.scoring.Grades;
import org.examhall.core.scoring.IdentifyQuestions;
import org.examhall.core.scoring.ScoreDeliveries;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.core.user.BrowserSessions;
import org.examhall.core.user.LoginTries;
import org.examhall.jobs.ClockGuard;
import org.examhall.jobs.ClockWatch;
import org.examhall.jobs.Closer;
import org.examhall.jobs.Lanes;
import org.examhall.jobs.Schedule;
import org.examhall.jobs.Schedules;
import org.examhall.jobs.Stint;
import org.examhall.jobs.Sweep;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundLimits;
import org.examhall.lti.service.GroupCalls;
import org.examhall.lti.service.MemberCalls;
import org.examhall.player.Announcer;

/**
 * What runs in the background: schedules and the sending of grades. It lives inside the web process
 * or in one of its own, as {@code EXAMHALL_WORKER} says.
 */
final class Worker implements AutoCloseable {
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(20);
  private static final Duration CLOSE_EVERY = Duration.ofSeconds(20);
  private static final Duration MAIL_EVERY = Duration.ofSeconds(20);
  private static final Duration PACK_EVERY = Duration.ofMinutes(1);
  private static final Duration ROSTERS_EVERY = Duration.ofSeconds(20);

  /** For work that waits for other servers: the schedules share a few threads. */
  private static final Duration STINT = Duration.ofSeconds(15);

  private static final int CLEANING_HOUR = 3;
  private static final int CLEANING_MINUTE = 20;
  private static final int RETENTION_HOUR = 3;
  private static final int RETENTION_MINUTE = 40;
  private static final int KEYS_HOUR = 2;
  private static final int KEYS_MINUTE = 40;
  private static final int CERTIFICATES_HOUR = 4;
  private static final int CERTIFICATES_MINUTE = 10;

  private final Outbound outbound;
  private final Lanes lanes;
  private final Sweep sweep;
  private final Schedules schedules;

  Worker(Core core) {
    ScoreOutbox outbox = new ScoreOutbox();
    this.outbound = core.outbound(OutboundLimits.PATIENT);
    ServiceCalls services = core.services(outbound);
    this.lanes =
        new Lanes(
            core.gradeQueue,
            new GradeSender(core.jobs, core.consumers, sendGrade(core, outbox, services)),
            Lanes.Limits.USUAL);
    this.sweep = new Sweep(core.jobs, outbox, core.gradeQueue, lanes);
    ClearExpired clear =
        new ClearExpired(
            core.launches,
            new LtiStates(),
            new Handovers(core.secretBox),
            new Nonces(),
            new AttemptTokens(core.tokens),
            core.launchRefusals,
            new ConsumerTallies(),
            new RegistrationInvites(),
            new BrowserSessions(),
            new LoginTries());
    this.schedules =
        new Schedules(
            core.jobs,
            List.of(
                Schedule.every(SWEEP_EVERY, "sweep", sweep::run),
                Schedule.everyInSteps(CLOSE_EVERY, "close-overdue", closer(core)::run),
                Schedule.everyInSteps(
                    ROSTERS_EVERY, "rosters", Stint.of(STINT, rosters(core, services)::run)),
                Schedule.everyInSteps(
                    MAIL_EVERY, "mail-receipts", Stint.of(STINT, goOn -> mail(core, goOn))),
                Schedule.everyInSteps(PACK_EVERY, "pack-ended", goOn -> pack(core, goOn)),
                Schedule.nightly(
                    KEYS_HOUR, KEYS_MINUTE, "own-keys", goOn -> core.ownKeys.renewIfOld()),
                Schedule.nightly(
                    CERTIFICATES_HOUR,
                    CERTIFICATES_MINUTE,
                    "certificates",
                    goOn -> new WatchCertificates(core.config).run(core.jobs)),
                Schedule.nightly(
                    CLEANING_HOUR,
                    CLEANING_MINUTE,
                    "session-cleanup",
                    goOn -> clear.run(core.jobs, goOn)),
                Schedule.nightly(
                    RETENTION_HOUR,
                    RETENTION_MINUTE,
                    "retention",
                    goOn -> new ApplyRetention(core.staff.audit).run(core.jobs, goOn))));
  }

  /** Starts, with what waited while nobody worked; the tables must be there. */
  void start() {
    lanes.start();
    sweep.run();
    schedules.start();
  }

  /** Ends within ten seconds: what is being sent is finished, the rest waits in the outbox. */
  @Override
  public void close() {
    schedules.close();
    lanes.close();
    outbound.close();
  }

  private static Closer closer(Core core) {
    return new Closer(
        core.jobs,
        new CloseOverdue(new AttemptEvents(), new IdentifyQuestions(core.json), new Grades()),
        core.bell,
        new Announcer(core.json, news -> core.redis.publish(PlayerApp.NEWS, news)),
        new ClockGuard(core.jobs, new ClockHalts(), new ClockWatch(System::nanoTime)));
  }

  private static void mail(Core core, BooleanSupplier goOn) {
    core.jobs.run(new ReceiptMails()::giveUp);
    core.mail.ifPresent(server -> ReceiptParts.mail(core, server).run(goOn));
  }

  private static void pack(Core core, BooleanSupplier goOn) {
    new PackEnded(new Archive(), new IdentifyQuestions(core.json))
        .run(core.jobs, PackEnded.USUAL_QUIET, goOn);
  }

  private SendGrade sendGrade(Core core, ScoreOutbox outbox, ServiceCalls services) {
    GradeParts grades = new GradeParts(core, core.jobs, outbound, services);
    return new SendGrade(
        core.jobs,
        outbox,
        new ScoreDeliveries(),
        new ConsumerTallies(),
        grades.places(),
        grades.calls(),
        SendGrade.Rhythm.usual(new Random()));
  }

  private static FetchRoster rosters(Core core, ServiceCalls services) {
    return new FetchRoster(
        core.jobs,
        new FetchRoster.Tables(new Rosters(), new RosterMembers(), new CourseGroups()),
        services,
        new MemberCalls(core.json),
        new GroupCalls(core.json));
  }
}
