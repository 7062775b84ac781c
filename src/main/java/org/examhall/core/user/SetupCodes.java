package org.examhall.core.user;

import java.time.Duration;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code setup_code} table, which has one row until an admin exists. */
public final class SetupCodes {
  /** Processes that start together: one of them prints, the others leave its code alone. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  /** Puts a new code in place of an older one; false if another process has just done so. */
  boolean renew(Tx tx, byte[] codeHash) {
    return tx.change(
            """
            insert into setup_code as old (code_hash)
            values (?)
                on conflict (only_row) do update
               set code_hash = excluded.code_hash,
                   created_at = now()
             where old.created_at < now() - ? * interval '1 second'
            """,
            codeHash,
            FRESH.toSeconds())
        == 1;
  }

  /** Uses the code up; false when it is not this one. */
  boolean spend(Tx tx, byte[] codeHash) {
    return tx.change(
            """
            delete from setup_code
             where code_hash = ?
            """,
            codeHash)
        == 1;
  }

  void remove(Tx tx) {
    tx.change("delete from setup_code");
  }
}
