package org.examhall.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.Map;
import org.examhall.core.user.AddStaffAccount;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.SetupCodes;
import org.examhall.core.user.StaffAccounts;
import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Db;

/** Whoever runs the site, signed in to the pages for that. */
final class Administrator {
  private static final String NAME = "ada";
  private static final String PASSWORD = "correct horse battery";

  private final Page page;
  private final URI site;

  private Administrator(Page page, URI site) {
    this.page = page;
    this.site = site;
  }

  /** A new one of this site, in a browser. */
  static Administrator of(Db db, URI site, BrowserContext browser) {
    var log = new AuditLog(new Json());
    var add = new AddStaffAccount(new StaffAccounts(), new SetupCodes(), new Passwords(), log);
    db.run(tx -> add.run(tx, NAME, PASSWORD));
    Administrator administrator = new Administrator(browser.newPage(), site);
    administrator.signIn();
    return administrator;
  }

  private void signIn() {
    go("/admin/login");
    page.fill("[name=username]", NAME);
    page.fill("[name=password]", PASSWORD);
    page.click("main button");
    assertThat(page).hasURL(site + "/admin");
  }

  /** An address where an LMS can register itself, once. */
  String invite(String title) {
    go("/admin/invites");
    page.fill("[name=title]", title);
    page.click("[data-action=invite]");
    return page.inputValue("#invitation");
  }

  /** Lets the launches of an LMS in that registered itself. */
  void activate(String title) {
    openRegistration(title);
    page.click("[data-action=activate]");
    assertThat(page.locator("[data-action=deactivate]")).isVisible();
  }

  /** Types in an LMS of this make; the fields by name. */
  void add(String make, Map<String, String> fields) {
    go("/admin/registrations/new?lms=" + make);
    fields.forEach((name, value) -> page.fill("[name=" + name + "]", value));
    page.click("[data-action=add]");
    assertThat(page.locator("[data-action=deactivate]")).isVisible();
  }

  /** Accepts the one place of an LMS that waits for it. */
  void acceptDeployment(String title) {
    openRegistration(title);
    Locator accept = page.locator("[data-table=deployments] button");
    accept.click();
    assertThat(accept).hasCount(0);
  }

  private void openRegistration(String title) {
    go("/admin/consumers");
    page.locator("[data-table=consumers] th a")
        .filter(new Locator.FilterOptions().setHasText(title))
        .first()
        .click();
    page.locator("a[href^='/admin/registrations/']").click();
  }

  private void go(String path) {
    page.navigate(site + path);
  }
}
