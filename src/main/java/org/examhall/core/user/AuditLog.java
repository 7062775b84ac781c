package org.examhall.core.user;

import java.util.Map;
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
}
