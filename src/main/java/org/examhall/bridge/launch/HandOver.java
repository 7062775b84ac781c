package org.examhall.bridge.launch;

import java.time.Duration;
import org.examhall.core.context.Handovers;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;

/**
 * Brings a launch from a frame that can hold no cookie into a window of its own, once.
 *
 * <p>The ticket is posted by a form of ours, so that it stands in no URL and no log.
 */
public final class HandOver {
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final Db db;
  private final Handovers handovers;
  private final Tokens tokens;

  /** Keeps tickets in {@code db}. */
  public HandOver(Db db, Handovers handovers, Tokens tokens) {
    this.db = db;
    this.handovers = handovers;
    this.tokens = tokens;
  }

  /** A ticket for this launch. */
  public String give(OpenedLaunch launch) {
    String ticket = tokens.fresh();
    db.run(tx -> handovers.add(tx, tokens.hash(ticket), launch.id(), launch.token(), LIFETIME));
    return ticket;
  }

  /** The launch of a ticket; refused when it was taken before, or its time is over. */
  public OpenedLaunch take(String ticket) {
    return db.tx(tx -> handovers.take(tx, tokens.hash(ticket)))
        .map(taken -> new OpenedLaunch(taken.launchId(), taken.token()))
        .orElseThrow(() -> new Refused(LaunchReason.TICKET_SPENT));
  }
}
