package org.examhall.web.http;

import java.util.regex.Pattern;
import org.examhall.core.user.Actor;
import org.examhall.core.user.BrowserSessions;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.sql.Db;

/** Finds the signed-in administrator, on the pages that are for administrators. */
public final class StaffRecogniser implements Recogniser {
  private static final Pattern STAFF_PAGES = Pattern.compile("/(admin|health)(/.*)?");

  private final Db db;
  private final BrowserSessions sessions;
  private final Tokens tokens;

  /** Looks sessions up in {@code db}. */
  public StaffRecogniser(Db db, BrowserSessions sessions, Tokens tokens) {
    this.db = db;
    this.sessions = sessions;
    this.tokens = tokens;
  }

  @Override
  public void recognise(Request request) {
    if (STAFF_PAGES.matcher(request.get(Route.class).pattern()).matches()) {
      StaffCookie.tokenOf(request).ifPresent(token -> recognise(request, token));
    }
  }

  private void recognise(Request request, String token) {
    db.read(tx -> sessions.find(tx, tokens.hash(token)))
        .ifPresent(
            account -> {
              request.put(StaffAccount.class, account);
              request.put(Actor.class, account.at(request.remoteAddress()));
              request.put(SessionSecret.class, new SessionSecret(token));
            });
  }
}
