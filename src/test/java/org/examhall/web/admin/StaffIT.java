package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AddStaffAccount;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.BrowserSessions;
import org.examhall.core.user.ChangeStaffAccount;
import org.examhall.core.user.SecondFactors;
import org.examhall.core.user.SetupCodes;
import org.examhall.core.user.StaffAccount;
import org.examhall.core.user.StaffAccounts;
import org.examhall.core.user.StaffRole;
import org.examhall.core.user.UserReason;
import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.crypto.TimeCodes;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Tx;
import org.examhall.testkit.GradedExam;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts of the administration, and how one signs in with them. */
class StaffIT {
  private static final String PASSWORD = "correct horse battery";
  private static final String OTHER_PASSWORD = "battery staple horse";
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  private static World world;
  private static RunningApp app;
  private static Visitor admin;

  private final AuditLog log = new AuditLog(new Json());
  private final TimeCodes codes = new TimeCodes();
  private final String name = World.name("staff");
  private final String address = "10.1.0." + ADDRESSES.incrementAndGet();
  private StaffAccount account;

  @BeforeAll
  static void start() {
    world = World.fresh();
    app = RunningApp.start(world, Map.of("EXAMHALL_WORKER", "separate"));
    admin = Staff.admin(world, app);
  }

  @AfterAll
  static void stop() {
    app.close();
    world.close();
  }

  @BeforeEach
  void addAccount() {
    AddStaffAccount add =
        new AddStaffAccount(new StaffAccounts(), new SetupCodes(), new Passwords(), log);
    account =
        world.db().tx(tx -> add.run(tx, Actor.SYSTEM, name, PASSWORD, StaffRole.ADMINISTRATOR));
  }

  @Test
  @Requirement("AD1")
  void aNewAccountSetsItsPasswordByALinkThatIsShownAndWorksOnce() {
    String colleague = World.name("colleague");
    admin.get("/admin/staff");

    admin.post("/admin/staff", Map.of("username", colleague, "role", "support"));
    String page = admin.get("/admin/staff").body();
    String again = admin.get("/admin/staff").body();
    String link = match(page, "value=\"[^\"]+(/admin/password/[^\"]+)\"");
    Visitor visitor = visitor();
    visitor.get(link);
    int tooShort = visitor.post(link, Map.of("password", "short")).status();
    visitor.post(link, Map.of("password", OTHER_PASSWORD));

    assertFalse(again.contains("/admin/password/"), again);
    assertEquals(400, tooShort);
    assertEquals(404, visitor.post(link, Map.of("password", PASSWORD)).status());
    assertEquals(303, signIn(visitor, colleague, OTHER_PASSWORD, "").status());
    assertEquals(200, visitor.get("/admin/consumers").status());
    assertEquals(403, visitor.get("/admin/staff").status());
    assertEquals(409, admin.post("/admin/staff", Map.of("username", colleague)).status());
  }

  @Test
  @Requirement("AD1")
  void supportSeesSettingsButNothingToPress() {
    Visitor support = signedIn();
    String administrators = support.get("/admin/cartridge").body();
    admin.get("/admin/staff");
    admin.post("/admin/staff/" + account.id() + "/role", Map.of("role", "support"));
    support = signedIn();

    String page = support.get("/admin/cartridge").body();

    assertFalse(administrators.contains("<fieldset disabled"), administrators);
    assertTrue(page.contains("Your account is for looking"), page);
    assertEquals(1, page.split("<fieldset disabled", -1).length - 1, page);
    assertFalse(page.contains("href=\"/admin/staff\""), page);
    assertFalse(support.get("/admin/consumers").body().contains("/admin/consumers/add"));
    assertEquals(403, support.post("/admin/cartridge", Map.of()).status());
  }

  @Test
  @Requirement("AD1")
  void whoIsLockedOutIsSignedOutAtOnce() {
    Visitor visitor = signedIn();
    String path = "/admin/staff/" + account.id();
    admin.get("/admin/staff");

    admin.post(path + "/disabled", Map.of("disabled", "true"));

    assertEquals(403, visitor.get("/admin/consumers").status());
    assertEquals(403, signIn(visitor(), name, PASSWORD, "").status());
    admin.post(path + "/disabled", Map.of("disabled", "false"));
    assertEquals(303, signIn(visitor(), name, PASSWORD, "").status());
  }

  @Test
  @Requirement("AD1")
  void theLastAdministratorIsNeitherLockedOutNorMadeSupport() {
    ChangeStaffAccount change =
        new ChangeStaffAccount(new StaffAccounts(), new BrowserSessions(), factors(), log);

    List<Refused> refused =
        Stream.<Runnable>of(
                () -> alone(tx -> change.setDisabled(tx, Actor.SYSTEM, account, true)),
                () -> alone(tx -> change.setRole(tx, Actor.SYSTEM, account, StaffRole.SUPPORT)))
            .map(attempt -> assertThrows(Refused.class, attempt::run))
            .toList();

    assertEquals(
        List.of(UserReason.LAST_ADMINISTRATOR, UserReason.LAST_ADMINISTRATOR),
        refused.stream().map(Refused::reason).toList());
  }

  @Test
  @Requirement({"AD1", "I35"})
  void aSecondFactorAsksForACodeThatWorksOnce() {
    Visitor visitor = signedIn();
    visitor.get("/admin/account");
    int wrong = visitor.post("/admin/account/second-factor", Map.of("password", "wrong")).status();
    visitor.post("/admin/account/second-factor", Map.of("password", PASSWORD));
    String secret = match(visitor.get("/admin/account").body(), "id=\"secret\" value=\"([^\"]+)");
    int wrongCode = confirm(visitor, "000000x").status();
    String first = codes.code(secret, now().minusSeconds(30));
    confirm(visitor, first);
    String recovery = match(visitor.get("/admin/account").body(), "<li><code>([a-z2-7-]{19})<");

    assertEquals(List.of(400, 400), List.of(wrong, wrongCode));
    assertFalse(visitor.get("/admin/account").body().contains(recovery));
    assertEquals(403, signIn(visitor(), name, PASSWORD, "").status());
    assertEquals(403, signIn(visitor(), name, PASSWORD, first).status());
    assertEquals(403, signIn(visitor(), name, "wrong", codes.code(secret, now())).status());
    assertEquals(
        303, signIn(visitor(), name, PASSWORD, recovery.toUpperCase(Locale.ROOT)).status());
    assertEquals(403, signIn(visitor(), name, PASSWORD, recovery).status());
    assertEquals(List.of(303, 403), together(codes.code(secret, now().plusSeconds(30))));
    String stored =
        world
            .db()
            .tx(
                tx ->
                    tx.only(
                        "select encode(totp_secret, 'escape') as s from staff_account where id = ?",
                        row -> row.text("s"),
                        account.id()));
    assertFalse(stored.contains(secret));

    admin.get("/admin/staff");
    admin.post("/admin/staff/" + account.id() + "/second-factor", Map.of());
    assertEquals(303, signIn(visitor(), name, PASSWORD, "").status());
  }

  @Test
  @Requirement("AD1")
  void anotherPasswordTakesTheOldOneAndEndsAllSessions() {
    Visitor here = signedIn();
    Visitor there = signedIn();
    here.get("/admin/account");
    Map<String, String> guessed =
        Map.of("password", "a guess of a thief", "new-password", OTHER_PASSWORD);

    int refused = here.post("/admin/account/password", guessed).status();
    here.post(
        "/admin/account/password", Map.of("password", PASSWORD, "new-password", OTHER_PASSWORD));

    assertEquals(400, refused);
    assertEquals(403, there.get("/admin/consumers").status());
    assertEquals(403, signIn(visitor(), name, PASSWORD, "").status());
    assertEquals(303, signIn(visitor(), name, OTHER_PASSWORD, "").status());
  }

  @Test
  @Requirement("AD1")
  void signingOutEverywhereEndsTheSessionsOfOtherBrowsers() {
    Visitor here = signedIn();
    Visitor there = signedIn();
    here.get("/admin/account");

    here.post("/admin/account/sign-out", Map.of());

    assertEquals(403, there.get("/admin/consumers").status());
  }

  @Test
  @Requirement({"AD1", "AD25"})
  void whoMayNoLongerDoesNotLookAtAClassEither() {
    GradedExam exam = GradedExam.in(world);
    String path = "/admin/staff/" + account.id();
    admin.get("/admin/staff");

    int signedOut = looking(exam, visitor -> visitor.post("/admin/logout", Map.of()));
    int everywhere = looking(exam, visitor -> visitor.post("/admin/account/sign-out", Map.of()));
    int support = looking(exam, unused -> admin.post(path + "/role", Map.of("role", "support")));
    admin.post(path + "/role", Map.of("role", "administrator"));
    int lockedOut =
        looking(exam, unused -> admin.post(path + "/disabled", Map.of("disabled", "true")));

    assertEquals(List.of(403, 403, 403, 403), List.of(signedOut, everywhere, support, lockedOut));
  }

  /** What somebody who looks at the class of an exam gets after this. */
  private int looking(GradedExam exam, Consumer<Visitor> event) {
    Visitor visitor = signedIn();
    visitor.get("/admin/account");
    String open = "/admin/resources/" + exam.resourceId() + "/open";
    String base = visitor.post(open, Map.of()).location();
    assertEquals(200, visitor.get(base).status());
    visitor.get("/admin/account");
    event.accept(visitor);
    return visitor.get(base).status();
  }

  /** With nobody else there but who was invited and never came; nothing of it stays. */
  private void alone(Consumer<Tx> work) {
    world
        .db()
        .run(
            tx -> {
              tx.change("update staff_account set disabled_at = now() where id <> ?", account.id());
              tx.change(
                  """
                  insert into staff_account
                         (username, password_hash, role, link_hash, link_expires_at)
                  values ('invited', '', 'administrator', 'code', now() + interval '1 day')
                  """);
              work.accept(tx);
            });
  }

  private List<Integer> together(String code) {
    List<CompletableFuture<Integer>> answers =
        Stream.of(visitor(), visitor())
            .peek(visitor -> visitor.get("/admin/login"))
            .map(
                visitor ->
                    CompletableFuture.supplyAsync(
                        () -> signIn(visitor, name, PASSWORD, code).status()))
            .toList();
    return answers.stream().map(CompletableFuture::join).sorted().toList();
  }

  private Instant now() {
    return world.db().tx(Tx::now);
  }

  private static SecondFactors factors() {
    return new SecondFactors(new SecretBox(World.SECRET_KEY), new TimeCodes(), new Tokens());
  }

  private static Visitor.Answer confirm(Visitor visitor, String code) {
    return visitor.post("/admin/account/second-factor/confirm", Map.of("code", code));
  }

  private Visitor visitor() {
    return new Visitor(app.app()).from(address);
  }

  private Visitor signedIn() {
    Visitor visitor = visitor();
    assertEquals(303, signIn(visitor, name, PASSWORD, "").status());
    return visitor;
  }

  private static Visitor.Answer signIn(
      Visitor visitor, String username, String password, String code) {
    visitor.get("/admin/login");
    return visitor.post(
        "/admin/login", Map.of("username", username, "password", password, "code", code));
  }

  private static String match(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern + " in " + text);
    return matcher.group(1);
  }
}
