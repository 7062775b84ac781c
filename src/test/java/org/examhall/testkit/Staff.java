package org.examhall.testkit;

import org.examhall.core.user.AddStaffAccount;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.BrowserSessions;
import org.examhall.core.user.SetupCodes;
import org.examhall.core.user.StaffAccounts;
import org.examhall.core.user.StaffSessions;
import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.json.Json;

/** Site administrators, without the way through the sign-in page. */
public final class Staff {
  private Staff() {}

  /** The browser of a new administrator who is signed in. */
  public static Visitor admin(World world, RunningApp app) {
    var log = new AuditLog(new Json());
    var add = new AddStaffAccount(new StaffAccounts(), new SetupCodes(), new Passwords(), log);
    var sessions = new StaffSessions(new BrowserSessions(), new Tokens(), log);
    String token =
        world
            .db()
            .tx(
                tx ->
                    sessions.start(
                        tx, add.run(tx, World.name("admin"), "correct horse battery"), ""));
    return new Visitor(app.app()).withCookie("__Host-staff", token);
  }
}
