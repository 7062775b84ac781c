package org.examhall.core.context;

import java.time.Duration;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code lti11_relaunch} table. */
public final class Relaunches {
  private static final int TIDIED_AT_ONCE = 100;

  /**
   * A launch that the LMS has to repeat, known by hashes only.
   *
   * @param state ours
   * @param platformState the LMS's
   * @param browser of the secret in the state's cookie
   */
  public record Key(long lti11KeyId, byte[] state, byte[] platformState, byte[] browser) {}

  /** Remembers one for {@code lifetime}, and forgets some whose time is over. */
  public void add(Tx tx, Key key, Duration lifetime) {
    tx.change(
        """
        delete from lti11_relaunch
         where state_hash in (select state_hash
                                from lti11_relaunch
                               where expires_at < now()
                               order by expires_at
                               limit ?
                                 for update skip locked)
        """,
        TIDIED_AT_ONCE);
    tx.change(
        """
        insert into lti11_relaunch
               (lti11_key_id, state_hash, platform_state_hash, browser_hash, expires_at)
        values (?, ?, ?, ?, now() + ? * interval '1 second')
        """,
        key.lti11KeyId(),
        key.state(),
        key.platformState(),
        key.browser(),
        lifetime.toSeconds());
  }

  /** Whether there was exactly this one, in time; it is gone then. */
  public boolean spend(Tx tx, Key key) {
    return tx.change(
            """
            delete from lti11_relaunch
             where lti11_key_id = ?
               and state_hash = ?
               and platform_state_hash = ?
               and browser_hash = ?
               and expires_at > now()
            """,
            key.lti11KeyId(),
            key.state(),
            key.platformState(),
            key.browser())
        == 1;
  }
}
