package org.examhall.core.secret;

import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code lasting_key} table: the key of signatures that must be good for
 * years, whatever becomes of the secret key. Threads: any.
 */
public final class LastingKey {
  static final String PURPOSE = "lasting_key.secret";

  private final SecretBox box;

  /** Sealed in {@code box}. */
  public LastingKey(SecretBox box) {
    this.box = box;
  }

  /**
   * The key.
   *
   * @param first becomes the key if there is none yet: what was used before. It stands in too where
   *     the key does not open, so that the site works; what was signed before proves nothing then.
   */
  public String get(Tx tx, String first) {
    tx.change(
        """
        insert into lasting_key (secret)
        values (?)
            on conflict do nothing
        """,
        box.seal(PURPOSE, first));
    byte[] sealed = tx.only("select secret from lasting_key", row -> row.bytes("secret"));
    return box.keyOf(PURPOSE, sealed) == SecretBox.Key.NONE ? first : box.open(PURPOSE, sealed);
  }
}
