package org.examhall.core.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.examhall.core.attempt.ErasePerson;
import org.examhall.core.attempt.save.ClockHalts;
import org.examhall.core.retention.RemoveWork.Removed;
import org.examhall.core.retention.RetentionRuns.Step;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.SqlFailure;
import org.examhall.kernel.sql.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what the rules reach: first work, course by course, then people of whom nothing else is
 * left.
 *
 * <p>In small transactions, each of which asks again whether the rule is on and whether what it
 * takes still may go, writes to the log what went, and adds it to the run's counts. So whatever
 * ends it, what is written is what went, and the next run goes on from there. What can't be deleted
 * now hinders nothing else. Errors: {@link Refused} with {@link RetentionReason#RUNNING} while
 * another process is at it; {@link IllegalStateException} while the database's clock and this
 * machine's are far apart: one of them is wrong, and a wrong one would delete too much. Threads:
 * any.
 */
public final class ApplyRetention {
  private static final Logger LOG = LoggerFactory.getLogger(ApplyRetention.class);
  private static final Duration CLOCKS_APART = Duration.ofHours(12);

  private final RetentionRules rules;
  private final RetentionReach reach;
  private final RetentionRuns runs;
  private final RemoveWork removeWork;
  private final ErasePerson erasePerson;

  /** Says what goes in {@code audit}. */
  public ApplyRetention(AuditLog audit) {
    this.rules = new RetentionRules();
    this.reach = new RetentionReach();
    this.runs = new RetentionRuns();
    this.removeWork = new RemoveWork(reach, audit);
    this.erasePerson = new ErasePerson(audit);
  }

  /**
   * Applies the rules that are on and have begun, or stops early.
   *
   * @param goOn asked before each transaction
   * @return what went; empty when there is no such rule
   */
  public Optional<RetentionRun> run(Db db, BooleanSupplier goOn) {
    checkClock(db);
    UUID holder = UUID.randomUUID();
    Optional<Long> id = db.tx(tx -> begin(tx, holder));
    return id.map(
        run -> {
          Turn turn = new Turn(db, goOn, run, holder);
          turn.work();
          turn.people();
          RetentionRun done =
              db.tx(
                  tx -> {
                    runs.leave(tx, run, holder, goOn.getAsBoolean());
                    return runs.byId(tx, run);
                  });
          LOG.info("{}", done);
          return done;
        });
  }

  private static void checkClock(Db db) {
    if (db.read(new ClockHalts()::read).isOn()) {
      throw new IllegalStateException(
          "the database's clock was set, and nobody has said that it is right (examhall clock"
              + " confirm): nothing is deleted");
    }
    Duration apart = Duration.between(db.tx(Tx::now), Instant.now()).abs();
    if (apart.compareTo(CLOCKS_APART) > 0) {
      throw new IllegalStateException(
          "the clocks of the database and of this machine are %d h apart: nothing is deleted"
              .formatted(apart.toHours()));
    }
  }

  private Optional<Long> begin(Tx tx, UUID holder) {
    rules.lock(tx);
    boolean any =
        List.of(RetentionKind.values()).stream()
            .anyMatch(kind -> rules.monthsNow(tx, kind).isPresent());
    if (!any) {
      return Optional.empty();
    }
    return Optional.of(
        runs.begin(tx, holder).orElseThrow(() -> new Refused(RetentionReason.RUNNING)));
  }

  /** One run, by one process. */
  private final class Turn {
    private final Db db;
    private final BooleanSupplier goOn;
    private final long run;
    private final UUID holder;

    Turn(Db db, BooleanSupplier goOn, long run, UUID holder) {
      this.db = db;
      this.goOn = goOn;
      this.run = run;
      this.holder = holder;
    }

    void work() {
      List<Long> courses = found(RetentionKind.WORK, this::courses);
      for (long course : courses) {
        boolean more = true;
        while (more && goOn.getAsBoolean()) {
          more = step("course", course, tx -> course(tx, course));
        }
      }
    }

    void people() {
      List<Long> people = found(RetentionKind.PEOPLE, this::people);
      for (long person : people) {
        if (goOn.getAsBoolean()) {
          step("person", person, tx -> person(tx, person));
        }
      }
    }

    private List<Long> found(RetentionKind kind, ReachedNow reached) {
      return db.tx(
          tx -> rules.monthsNow(tx, kind).map(months -> reached.of(tx, months)).orElse(List.of()));
    }

    private List<Long> courses(Tx tx, int months) {
      return reach.unusedCourses(tx, months);
    }

    private List<Long> people(Tx tx, int months) {
      return reach.people(tx, Optional.empty(), months);
    }

    private Removed course(Tx tx, long course) {
      return rules
          .monthsNow(tx, RetentionKind.WORK)
          .map(months -> removeWork.run(tx, course, months))
          .orElse(Removed.NOTHING);
    }

    private Removed person(Tx tx, long person) {
      tx.list("select id from person where id = ? for update", row -> 1, person);
      boolean goes =
          rules
              .monthsNow(tx, RetentionKind.PEOPLE)
              .filter(months -> reach.mayGo(tx, person, months))
              .isPresent();
      return goes && erasePerson.run(tx, Actor.SYSTEM, person, false)
          ? new Removed(new Step(0, 0, 0, 1, 0), false)
          : Removed.NOTHING;
    }

    /** True when there may be more of it. */
    private boolean step(String what, long id, Function<Tx, Removed> work) {
      try {
        return db.tx(
            tx -> {
              Removed removed = work.apply(tx);
              runs.count(tx, run, holder, removed.step());
              return removed.more();
            });
      } catch (Refused | SqlFailure e) {
        LOG.warn("{} {} is left for the next time", what, id, e);
        db.run(tx -> runs.count(tx, run, holder, Step.FAILED));
        return false;
      }
    }
  }

  private interface ReachedNow {
    List<Long> of(Tx tx, int months);
  }
}
