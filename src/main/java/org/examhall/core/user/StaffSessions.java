package org.examhall.core.user;

import java.util.Map;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.sql.Tx;

/** Starts and ends the sessions of administrators. */
public final class StaffSessions {
  private final BrowserSessions sessions;
  private final Tokens tokens;
  private final AuditLog audit;

  /** Works on these tables. */
  public StaffSessions(BrowserSessions sessions, Tokens tokens, AuditLog audit) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.audit = audit;
  }

  /** The token of a new session: never one that the browser brought along. */
  public String start(Tx tx, StaffAccount account, String address) {
    String token = tokens.fresh();
    sessions.add(tx, account.id(), tokens.hash(token));
    audit.add(tx, account.at(address), AuditAction.STAFF_SIGNED_IN, "", Map.of());
    return token;
  }

  /** Ends the session with this token, if there is one. */
  public void end(Tx tx, String token) {
    sessions.remove(tx, tokens.hash(token));
  }
}
