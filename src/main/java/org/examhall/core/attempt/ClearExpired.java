package org.examhall.core.attempt;

import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.examhall.core.consumer.ConsumerTallies;
import org.examhall.core.consumer.LaunchRefusals;
import org.examhall.core.consumer.LtiStates;
import org.examhall.core.consumer.RegistrationInvites;
import org.examhall.core.context.Contexts;
import org.examhall.core.context.Handovers;
import org.examhall.core.context.Launches;
import org.examhall.core.context.Nonces;
import org.examhall.core.context.Persons;
import org.examhall.core.user.BrowserSessions;
import org.examhall.core.user.LoginTries;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;

/**
 * Deletes what has had its time: launches, logins, nonces, tokens, sign-ins, notes about refused
 * launches, invitations, counts of last year.
 *
 * <p>In small transactions, so that it may run at any time. Repeats: harmless. Threads: any.
 */
public final class ClearExpired {
  private static final int CHUNK = 1_000;
  private static final int REFUSAL_DAYS = 30;
  private static final int TALLY_DAYS = 366;
  private static final int INVITE_DAYS = 30;

  private final Contexts contexts = new Contexts();
  private final Persons persons = new Persons();
  private final Launches launches;
  private final LtiStates states;
  private final Handovers handovers;
  private final Nonces nonces;
  private final AttemptTokens tokens;
  private final LaunchRefusals refusals;
  private final ConsumerTallies tallies;
  private final RegistrationInvites invites;
  private final BrowserSessions signIns;
  private final LoginTries loginTries;

  /** Clears these tables. */
  public ClearExpired(
      Launches launches,
      LtiStates states,
      Handovers handovers,
      Nonces nonces,
      AttemptTokens tokens,
      LaunchRefusals refusals,
      ConsumerTallies tallies,
      RegistrationInvites invites,
      BrowserSessions signIns,
      LoginTries loginTries) {
    this.launches = launches;
    this.states = states;
    this.handovers = handovers;
    this.nonces = nonces;
    this.tokens = tokens;
    this.refusals = refusals;
    this.tallies = tallies;
    this.invites = invites;
    this.signIns = signIns;
    this.loginTries = loginTries;
  }

  /**
   * Clears all of it, or stops early.
   *
   * @param goOn asked after each transaction
   * @return how many rows are gone
   */
  public long run(Db db, BooleanSupplier goOn) {
    return inChunks(db, goOn, this::clearLaunches)
        + inChunks(db, goOn, tx -> states.removeExpired(tx, CHUNK))
        + inChunks(db, goOn, tx -> handovers.removeExpired(tx, CHUNK))
        + inChunks(db, goOn, tx -> nonces.removeExpired(tx, CHUNK))
        + inChunks(db, goOn, tx -> tokens.removeExpired(tx, CHUNK))
        + inChunks(db, goOn, tx -> refusals.removeOld(tx, REFUSAL_DAYS, CHUNK))
        + inChunks(db, goOn, tx -> refusals.removeSurplus(tx, CHUNK))
        + inChunks(db, goOn, tx -> tallies.removeOld(tx, TALLY_DAYS, CHUNK))
        + inChunks(db, goOn, tx -> invites.removeOld(tx, INVITE_DAYS, CHUNK))
        + db.tx(signIns::removeExpired)
        + db.tx(loginTries::removeOld);
  }

  /** Launches leave behind when course and person were last seen. */
  private int clearLaunches(Tx tx) {
    contexts.saveLaunched(tx);
    persons.saveLaunched(tx);
    return launches.removeExpired(tx, CHUNK);
  }

  private static long inChunks(Db db, BooleanSupplier goOn, ToIntFunction<Tx> chunk) {
    long all = 0;
    int gone = CHUNK;
    while (gone == CHUNK && goOn.getAsBoolean()) {
      gone = db.tx(chunk::applyAsInt);
      all += gone;
    }
    return all;
  }
}
