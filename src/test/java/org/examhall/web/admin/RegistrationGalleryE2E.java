package org.examhall.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.examhall.core.consumer.Lti13Deployments;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.consumer.RegistrationInvites;
import org.examhall.core.user.AddStaffAccount;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.SetupCodes;
import org.examhall.core.user.StaffAccounts;
import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Tx;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Pictures;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.examhall.web.lti.RegisteringLms;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages of a registration, seen by everybody who has to read them. */
class RegistrationGalleryE2E {
  @RegisterExtension static final Browser browser = new Browser();

  private static final String LMS = "https://campus.example.edu";
  private static final String PASSWORD = "correct horse battery";

  private static World world;
  private static RunningApp app;

  @BeforeAll
  static void start() {
    world = World.fresh();
    app = RunningApp.start(world, Map.of("EXAMHALL_WORKER", "separate"));
  }

  @AfterAll
  static void stop() {
    app.close();
    world.close();
  }

  @Test
  void everyPageOfARegistrationIsReadableByEverybody() {
    Page page = browser.page();
    signIn(page);
    look(page, "/admin/consumers/add", "admin-lms-add");
    page.selectOption("#lms", "brightspace");
    page.fill("#title", "University of Examples: Brightspace");
    page.fill("#address", LMS);
    page.click("main button");
    assertThat(page.locator("#version-dynamic")).isChecked();
    Pictures.takeAndCheck(page, "admin-lms-way");
    page.check("#version-lti13");
    page.click("main button");
    Pictures.takeAndCheck(page, "admin-registration-new");

    page.fill("[name=client_id]", "c1b7ce25-5f2e-4f7e-a5ae-0f1d38ad4a1e");
    page.click("[data-action=add]");
    world.db().run(tx -> pending(new Lti13Registrations().listByIssuer(tx, LMS).get(0), tx));
    page.reload();
    assertThat(page.locator("[data-table=deployments]")).isVisible();
    Pictures.takeAndCheck(page, "admin-registration");
    page.fill("[name=leeway]", "3000");
    page.click("[data-action=save-rules]");
    assertThat(page.locator(".notice-bad")).isVisible();
    Pictures.takeAndCheck(page, "admin-registration-not-saved");
    page.click("[data-action=test]");
    assertThat(page.locator("table")).isVisible();
    Pictures.takeAndCheck(page, "admin-connection");

    page.navigate(app.app() + "/admin/invites?lms=moodle");
    page.fill("[name=title]", "University of Examples: Moodle");
    page.click("[data-action=invite]");
    assertThat(page.locator("#invitation")).isVisible();
    Pictures.takeAndCheck(page, "admin-invites");
  }

  @Test
  void whoRegistersAnLmsCanReadWhatHappens() {
    String code = invitation();
    Page page = browser.page();
    String path = "/lti13/register/" + code;

    look(page, path, "register-no-configuration");
    look(page, path + "?openid_configuration=https://127.0.0.1/x", "register");
    page.click("[data-action=register]");
    assertThat(page.locator("[role=alert]")).isVisible();
    Pictures.takeAndCheck(page, "register-failed");
  }

  @Test
  @Requirement({"DR-01", "DR-05"})
  void inAFrameOfTheLmsARegistrationSucceedsAndTheLmsIsToldToCloseIt() {
    String code = invitation();
    Page page = browser.page();
    try (RegisteringLms lms = RegisteringLms.start()) {
      page.navigate(lms.framing(app.app() + "/lti13/register/" + code).toString());
      FrameLocator frame = page.frameLocator("iframe");

      frame.locator("[data-action=register]").click();

      assertThat(page).hasTitle("org.imsglobal.lti.close");
      assertThat(frame.locator("[role=status]")).isVisible();
      Pictures.take(page, "registered");
    }
  }

  private static void signIn(Page page) {
    var log = new AuditLog(new Json());
    var add = new AddStaffAccount(new StaffAccounts(), new SetupCodes(), new Passwords(), log);
    world.db().run(tx -> add.run(tx, "ada", PASSWORD));
    page.navigate(app.app() + "/admin/login");
    page.fill("[name=username]", "ada");
    page.fill("[name=password]", PASSWORD);
    page.click("main button");
  }

  private static String invitation() {
    String code = new Tokens().fresh();
    byte[] hash = new Tokens().hash(code);
    world.db().run(tx -> new RegistrationInvites().add(tx, hash, "staff:1", "University", false));
    return code;
  }

  private static void pending(Lti13Registration registration, Tx tx) {
    new Lti13Deployments().addPending(tx, registration, "d6a1cf5e-3c4a-4c40-9a0b-0b6a1f5d2f42");
  }

  private static void look(Page page, String path, String name) {
    page.navigate(app.app() + path);
    Pictures.takeAndCheck(page, name);
  }
}
