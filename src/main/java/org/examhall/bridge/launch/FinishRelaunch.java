package org.examhall.bridge.launch;

import org.examhall.core.consumer.Lti11Key;
import org.examhall.core.context.Relaunches;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.Fault;
import org.examhall.lti.launch.Relaunch11;

/** Lets a second launch through once, from the browser that began. Source: LTI 1.1.2; L112-2. */
public final class FinishRelaunch {
  private final Relaunches relaunches;
  private final Tokens tokens;

  /** Knows what {@link AskRelaunch} remembered in {@code relaunches}. */
  public FinishRelaunch(Relaunches relaunches, Tokens tokens) {
    this.relaunches = relaunches;
    this.tokens = tokens;
  }

  /**
   * Spends the states; {@link Refused} unless both are those of one relaunch of this browser.
   *
   * @param browser what the state's cookie holds; empty when it did not come
   */
  public void run(Tx tx, Lti11Key key, Relaunch11.States states, String browser) {
    Relaunches.Key begun =
        new Relaunches.Key(
            key.id(),
            tokens.hash(states.tool()),
            tokens.hash(states.platform()),
            tokens.hash(browser));
    if (!relaunches.spend(tx, begun)) {
      throw new Refused(Fault.RELAUNCH_STATE_WRONG);
    }
  }
}
