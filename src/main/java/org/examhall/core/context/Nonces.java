package org.examhall.core.context;

import java.time.Duration;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code lti_nonce} table. */
public final class Nonces {
  private final Tokens tokens;

  /** Stores hashes made by {@code tokens}. */
  public Nonces(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Spends a nonce; false when it was spent before. The unique key decides between two racing
   * copies. Source: OA-13.
   */
  public boolean spend(Tx tx, long lti11KeyId, String nonce, Duration retention) {
    return tx.change(
            """
            insert into lti_nonce (lti11_key_id, nonce_hash, expires_at)
            values (?, ?, now() + ? * interval '1 second')
                on conflict do nothing
            """,
            lti11KeyId,
            tokens.hash(nonce),
            retention.toSeconds())
        == 1;
  }
}
