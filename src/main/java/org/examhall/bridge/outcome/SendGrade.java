package org.examhall.bridge.outcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.examhall.bridge.outcome.Tries.Try;
import org.examhall.core.consumer.ConsumerTallies;
import org.examhall.core.consumer.TallyEvent;
import org.examhall.core.scoring.Backoff;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.GradeLease;
import org.examhall.core.scoring.ScoreDeliveries;
import org.examhall.core.scoring.ScoreDelivery;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.fault.TimeLimit;
import org.examhall.kernel.net.OutboundLimits;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.SqlFailure;
import org.examhall.kernel.sql.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a grade to all its places and records what came of it.
 *
 * <p>Takes a lease, calls the LMS, place after place, outside any transaction, and marks the
 * version it sent. Repeats: a grade that is not due, or is somebody else's just now, is left alone,
 * so ringing for it twice sends it once. Errors: whatever the LMS does becomes the grade's state;
 * for a database that is away it waits as long as the lease lasts, and then throws. A try that
 * hangs is broken off, and the grade is given up until somebody sends it again. Threads: any; each
 * call holds its thread.
 */
public final class SendGrade {
  private static final Logger LOG = LoggerFactory.getLogger(SendGrade.class);

  private static final long PAUSE_MILLIS = 500;

  /** When this part of the time is over, no other place is called: its calls may take the rest. */
  private static final int LAST_PLACE_PART = 4;

  /** Some hours of tries: what fails on our side until then needs somebody to look. */
  private static final int MOST_TRIES_IN_TROUBLE = 8;

  private final Db db;
  private final ScoreOutbox outbox;
  private final ScoreDeliveries deliveries;
  private final ConsumerTallies tallies;
  private final GradePlaces places;
  private final GradeCalls calls;
  private final Rhythm rhythm;
  private final TimeLimit limit;

  /**
   * When a grade is given up on for now.
   *
   * @param lease longer than {@code most}
   * @param most how long the calls of one try may take
   * @param backoff between tries
   */
  public record Rhythm(Duration lease, Duration most, Backoff backoff) {
    /** For LMSs in the wild: four calls of {@link OutboundLimits#PATIENT} fit into a try. */
    public static Rhythm usual(RandomGenerator random) {
      return new Rhythm(Duration.ofMinutes(4), Duration.ofMinutes(3), Backoff.usual(random));
    }
  }

  /** Works on these tables and calls. */
  public SendGrade(
      Db db,
      ScoreOutbox outbox,
      ScoreDeliveries deliveries,
      ConsumerTallies tallies,
      GradePlaces places,
      GradeCalls calls,
      Rhythm rhythm) {
    this.db = db;
    this.outbox = outbox;
    this.deliveries = deliveries;
    this.tallies = tallies;
    this.places = places;
    this.calls = calls;
    this.rhythm = rhythm;
    this.limit = new TimeLimit(rhythm.most());
  }

  /**
   * Calls the LMS; what is returned is to be asked once: it stores the answer, and is true when a
   * newer score of the same grade waits to be sent.
   */
  public BooleanSupplier run(DueGrade grade) {
    long endNanos = System.nanoTime() + rhythm.lease().toNanos();
    UUID holder = UUID.randomUUID();
    return untilReached(endNanos, tx -> outbox.lease(tx, grade.outboxId(), holder, rhythm.lease()))
        .map(lease -> send(lease, endNanos))
        .orElse(() -> false);
  }

  private BooleanSupplier send(GradeLease lease, long endNanos) {
    long startNanos = System.nanoTime();
    Optional<Tries> tries = deliver(lease, startNanos, endNanos);
    return () -> untilReached(endNanos, tx -> record(tx, lease, tries));
  }

  /** Empty when there is nowhere to send it. */
  private Optional<Tries> deliver(GradeLease lease, long startNanos, long endNanos) {
    try {
      List<GradePlace> all =
          untilReached(endNanos, tx -> places.list(tx, lease.resourceId(), lease.personId()));
      return all.isEmpty()
          ? Optional.empty()
          : Optional.of(limit.run(() -> sendToAll(all, lease, startNanos)));
    } catch (TimeLimit.BrokenOff e) {
      LOG.error("sending grade {} was broken off", lease.grade().outboxId(), e);
      return Optional.of(Tries.failed(Undelivered.BROKEN_OFF, since(startNanos)));
    } catch (RuntimeException e) {
      // A secret that does not open, or a bug, must not come back every few seconds for ever.
      LOG.error("grade {} can't be sent", lease.grade().outboxId(), e);
      return Optional.of(Tries.failed(Undelivered.OUR_TROUBLE, since(startNanos)));
    }
  }

  /**
   * The next try begins with the next place, so that one which takes all the time keeps the grade
   * from no other. An LMS that asks for a pause gets it.
   */
  private Tries sendToAll(List<GradePlace> all, GradeLease lease, long startNanos) {
    List<Try> made = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (!made.isEmpty() && (!hasTime(startNanos) || made.get(made.size() - 1).isPauseAsked())) {
        return new Tries(made, false);
      }
      int place = (lease.tries() - 1 + i) % all.size();
      made.add(sendTo(all.get(place), place == 0, lease));
    }
    return new Tries(made, true);
  }

  private Try sendTo(GradePlace place, boolean newest, GradeLease lease) {
    long startNanos = System.nanoTime();
    ScoreDelivery delivery = calls.send(place, lease);
    return new Try(place.launched(), newest, delivery, since(startNanos));
  }

  private boolean hasTime(long startNanos) {
    return since(startNanos).compareTo(rhythm.most().dividedBy(LAST_PLACE_PART)) < 0;
  }

  private static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** Does it when the database is back: what the LMS has taken must not stay unknown to us. */
  private <T> T untilReached(long endNanos, Function<Tx, T> work) {
    while (true) {
      try {
        return db.tx(work);
      } catch (SqlFailure e) {
        if (!e.isPassing() || System.nanoTime() >= endNanos) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
      }
    }
  }

  private boolean record(Tx tx, GradeLease lease, Optional<Tries> tried) {
    if (tried.isEmpty()) {
      outbox.markUnaddressed(tx, lease);
      return false;
    }
    tried.get().made().forEach(t -> record(tx, lease, t.delivery(), t.took()));
    ScoreDelivery verdict = tried.get().verdict();
    return verdict.failure().isEmpty()
        ? outbox.markSent(tx, lease)
        : markFailed(tx, lease, verdict, verdict.failure().get());
  }

  private void record(Tx tx, GradeLease lease, ScoreDelivery delivery, Duration took) {
    deliveries.add(tx, lease, delivery, took);
    tallies.count(tx, lease.grade().consumerId(), TallyEvent.GRADE, delivery.outcome());
    LOG.info(
        "grade {} version {}: {} {} in {} ms",
        lease.grade().outboxId(),
        lease.version(),
        delivery.outcome(),
        delivery.httpStatus().map(status -> "(HTTP " + status + ")").orElse("(no answer)"),
        took.toMillis());
  }

  private boolean markFailed(Tx tx, GradeLease lease, ScoreDelivery delivery, Undelivered why) {
    boolean hopeless = why == Undelivered.OUR_TROUBLE && lease.tries() >= MOST_TRIES_IN_TROUBLE;
    if (!why.isPassing() || hopeless) {
      return outbox.markRefused(tx, lease, why, delivery.detail());
    }
    Duration wait =
        rhythm.backoff().after(lease.tries(), delivery.waitAsked().orElse(Duration.ZERO));
    boolean newer = outbox.markWaiting(tx, lease, why, delivery.detail(), wait);
    if (why == Undelivered.TOO_MANY) {
      outbox.holdBack(tx, lease.grade().consumerId(), wait);
    }
    return newer;
  }
}
