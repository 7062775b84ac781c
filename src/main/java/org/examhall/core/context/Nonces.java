package org.examhall.core.context;

import java.time.Instant;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code lti_nonce} table. */
public final class Nonces {
  /**
   * Spends a nonce; false when it was spent before. The unique key decides between two racing
   * copies.
   *
   * @param hash SHA-256 of the nonce
   * @param expiresAt until when it must be remembered
   */
  public boolean spend(Tx tx, String consumerKey, byte[] hash, Instant expiresAt) {
    return tx.change(
            """
            insert into lti_nonce (lti11_key_id, nonce_hash, expires_at)
            select id, ?, ?
              from lti11_key
             where consumer_key = ?
                on conflict do nothing
            """,
            hash,
            expiresAt,
            consumerKey)
        == 1;
  }

  /**
   * Deletes some of the nonces that no launch can repeat any more, at most {@code most}; how many.
   */
  public int removeExpired(Tx tx, int most) {
    return tx.change(
        """
        delete from lti_nonce
         where (lti11_key_id, nonce_hash) in (select lti11_key_id, nonce_hash
                                                from lti_nonce
                                               where expires_at < now()
                                               order by expires_at
                                               limit ?)
        """,
        most);
  }
}
