package org.examhall.boot;

import java.net.URI;
import org.examhall.core.user.ChangeStaffAccount;
import org.examhall.core.user.ConfirmPassword;
import org.examhall.core.user.InviteStaff;
import org.examhall.core.user.SetPassword;
import org.examhall.core.user.TurnOnSecondFactor;
import org.examhall.kernel.crypto.TimeCodes;
import org.examhall.web.admin.AccountPage;
import org.examhall.web.admin.OneTimeSecret;
import org.examhall.web.admin.PasswordPage;
import org.examhall.web.admin.StaffPage;
import org.examhall.web.http.Refusals;

/** The pages of accounts: everybody's, one's own, and the one behind a link. */
final class StaffPages {
  final StaffPage list;
  final AccountPage own;
  final PasswordPage password;

  StaffPages(Core core, OneTimeSecret secret, URI app) {
    Staff staff = core.staff;
    Refusals texts = new Refusals(core.messages);
    ChangeStaffAccount change =
        new ChangeStaffAccount(staff.accounts, staff.browserSessions, staff.factors, staff.audit);
    SetPassword set =
        new SetPassword(
            staff.accounts, staff.browserSessions, core.passwords, core.tokens, staff.audit);
    this.list =
        new StaffPage(
            core.pages,
            staff.accounts,
            new InviteStaff(staff.accounts, staff.add, core.tokens, staff.audit),
            change,
            secret,
            app,
            texts);
    this.own =
        new AccountPage(
            core.pages,
            new AccountPage.Verbs(
                new ConfirmPassword(
                    core.pages, staff.accounts, staff.tries, core.passwords, staff.audit),
                set,
                new TurnOnSecondFactor(staff.factors, new TimeCodes(), staff.audit),
                change),
            staff.factors,
            staff.browserSessions,
            secret,
            texts);
    this.password = new PasswordPage(core.pages, set, texts);
  }
}
