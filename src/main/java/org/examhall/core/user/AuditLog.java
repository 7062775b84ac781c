package org.examhall.core.user;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Tx;

/**
 * Every statement about the {@code audit_log} table: who changed what, by id. Its rows are never
 * changed or deleted; the database refuses that.
 */
public final class AuditLog {
  private final Json json;

  /** Writes details as {@code json}. */
  public AuditLog(Json json) {
    this.json = json;
  }

  /**
   * Writes one line, in the transaction of the change itself.
   *
   * @param subject what it was done to, such as {@code consumer:7}; may be empty
   * @param details never a secret, a token or a mark
   */
  public void add(
      Tx tx, Actor actor, AuditAction action, String subject, Map<String, String> details) {
    if (actor.address().isEmpty()) { // works on older tables, too, which an upgrade backs up
      tx.change(
          """
          insert into audit_log (actor, action, subject, details)
          values (?, ?, ?, ?)
          """,
          actor.name(),
          action.code(),
          subject,
          json.node(details));
      return;
    }
    tx.change(
        """
        insert into audit_log (actor, address, action, subject, details)
        values (?, ?, ?, ?, ?)
        """,
        actor.name(),
        actor.address(),
        action.code(),
        subject,
        json.node(details));
  }

  /** When something of the kind was last done; empty if never. */
  public Optional<Instant> newest(Tx tx, AuditAction action) {
    return tx.one(
        """
        select at
          from audit_log
         where action = ?
         order by at desc
         limit 1
        """,
        row -> row.instant("at"),
        action.code());
  }

  /** Those that are asked for, newest first. */
  public List<AuditEntry> list(Tx tx, AuditQuery query) {
    return tx.list(
        """
        select a.id, a.at, a.actor, coalesce(s.username, '') as username, a.address, a.action,
               a.subject,
               coalesce((select string_agg(key || ': ' || value, ', ' order by key)
                           from jsonb_each_text(a.details)), '') as details
          from audit_log a
          left join staff_account s on a.actor = 'staff:' || s.id
         where (? = '' or a.actor = ?)
           and (? = '' or a.action = ?)
           and (? or a.at > now() - ? * interval '1 second')
           and (? or a.id < ?)
         order by a.id desc
         limit ?
        """,
        AuditEntry::read,
        query.actor(),
        query.actor(),
        query.action(),
        query.action(),
        query.within().isEmpty(),
        query.within().map(Duration::toSeconds),
        query.before().isEmpty(),
        query.before(),
        query.limit());
  }

  /** What has been done at all, in order of the alphabet. */
  public List<String> actions(Tx tx) {
    return tx.list(
        """
        select distinct action
          from audit_log
         order by action
        """,
        row -> row.text("action"));
  }
}
