package org.examhall.core.context;

import java.time.Duration;
import java.util.Optional;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code launch_handover} table: launches on their way from a frame that
 * can hold no cookie into a window of their own.
 */
public final class Handovers {
  private static final String PURPOSE = "launch_handover.token";

  private final SecretBox box;

  /** Handovers whose tokens are sealed in {@code box}. */
  public Handovers(SecretBox box) {
    this.box = box;
  }

  /**
   * A launch that was handed over.
   *
   * @param token for its cookie
   */
  public record Taken(String launchId, String token) {}

  /** Prepares one; {@code token} is that of the launch's cookie. */
  public void add(Tx tx, byte[] ticketHash, String launchId, String token, Duration lifetime) {
    tx.change(
        """
        insert into launch_handover (ticket_hash, launch_id, token, expires_at)
        values (?, ?, ?, now() + ? * interval '1 second')
        """,
        ticketHash,
        launchId,
        box.seal(PURPOSE, token),
        lifetime.toSeconds());
  }

  /** Takes it, once; empty when there is none or its time is over. */
  public Optional<Taken> take(Tx tx, byte[] ticketHash) {
    return tx.one(
        """
        delete from launch_handover
         where ticket_hash = ?
           and expires_at > now()
        returning launch_id, token
        """,
        row -> new Taken(row.text("launch_id"), box.open(PURPOSE, row.bytes("token"))),
        ticketHash);
  }

  /** Deletes some of those whose time is over, at most {@code most}; how many. */
  public int removeExpired(Tx tx, int most) {
    return tx.change(
        """
        delete from launch_handover
         where ticket_hash in (select ticket_hash
                                 from launch_handover
                                where expires_at < now()
                                order by expires_at
                                limit ?)
        """,
        most);
  }
}
