package org.examhall.core.user;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code audit_log} table: who changed what, by id. */
public final class AuditLog {
  private final Json json;

  /** Writes details as {@code json}. */
  public AuditLog(Json json) {
    this.json = json;
  }

  /**
   * Writes one line, in the transaction of the change itself.
   *
   * @param actor {@code staff:<id>}, {@code person:<id>} or {@code system}
   * @param action such as {@code consumer.added}
   * @param subject what it was done to, such as {@code consumer:7}; may be empty
   * @param details never a secret, a token or a mark
   */
  public void add(Tx tx, String actor, String action, String subject, Map<String, String> details) {
    tx.change(
        """
        insert into audit_log (actor, action, subject, details)
        values (?, ?, ?, ?)
        """,
        actor,
        action,
        subject,
        json.node(details));
  }

  /** When something of the kind was last done; empty if never. */
  public Optional<Instant> newest(Tx tx, String action) {
    return tx.one(
        """
        select at
          from audit_log
         where action = ?
         order by at desc
         limit 1
        """,
        row -> row.instant("at"),
        action);
  }
}
