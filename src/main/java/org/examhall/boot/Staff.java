package org.examhall.boot;

import org.examhall.core.user.AddStaffAccount;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.BrowserSessions;
import org.examhall.core.user.FirstAdmin;
import org.examhall.core.user.LoginTries;
import org.examhall.core.user.SecondFactors;
import org.examhall.core.user.SetupCodes;
import org.examhall.core.user.SignIn;
import org.examhall.core.user.StaffAccounts;
import org.examhall.core.user.StaffSessions;
import org.examhall.kernel.crypto.TimeCodes;

/** Tables and verbs of site administrators. */
final class Staff {
  final StaffAccounts accounts = new StaffAccounts();
  final BrowserSessions browserSessions = new BrowserSessions();
  final LoginTries tries = new LoginTries();
  final AuditLog audit;
  final SecondFactors factors;
  final AddStaffAccount add;
  final FirstAdmin first;
  final SignIn signIn;
  final StaffSessions sessions;

  Staff(Core core) {
    SetupCodes codes = new SetupCodes();
    this.audit = new AuditLog(core.json);
    this.factors = new SecondFactors(core.secretBox, new TimeCodes(), core.tokens);
    this.add = new AddStaffAccount(accounts, codes, core.passwords, audit);
    this.first = new FirstAdmin(accounts, codes, add, core.tokens);
    this.signIn = new SignIn(core.pages, accounts, tries, core.passwords, factors, audit);
    this.sessions = new StaffSessions(browserSessions, core.tokens, audit);
  }
}
