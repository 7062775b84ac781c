package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.examhall.core.user.AddStaffAccount;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.SetupCodes;
import org.examhall.core.user.StaffAccounts;
import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminIT {
  private static final String PASSWORD = "correct horse battery";
  private static final String STAFF = "__Host-staff";

  private final StaffAccounts accounts = new StaffAccounts();
  private final SetupCodes codes = new SetupCodes();
  private final AddStaffAccount add =
      new AddStaffAccount(accounts, codes, new Passwords(), new AuditLog(new Json()));
  private static World world;
  private static RunningApp app;
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  private final String address = "10.0.0." + ADDRESSES.incrementAndGet();
  private final String name = World.name("admin");

  @BeforeAll
  static void start() {
    world = World.fresh();
    app = RunningApp.start(world);
  }

  @AfterAll
  static void stop() {
    app.close();
    world.close();
  }

  @BeforeEach
  void addAdmin() {
    world.db().run(tx -> add.run(tx, name, PASSWORD));
  }

  @Test
  @Requirement({"I27", "I28"})
  void signingInGivesASessionThatTheBrowserDidNotChoose() {
    var visitor = visitor().withCookie(STAFF, "chosen-by-somebody-else-00000000");
    visitor.get("/admin/login");

    var answer = signIn(visitor, name.toUpperCase(Locale.ROOT), PASSWORD);

    assertEquals("/admin", answer.location());
    assertNotEquals("chosen-by-somebody-else-00000000", visitor.cookie(STAFF).orElseThrow());
    assertTrue(
        answer.setCookies().get(0).matches(".*; Path=/; Secure; HttpOnly; SameSite=Lax"),
        answer.setCookies().toString());
    assertEquals(200, visitor.get("/admin/consumers").status());
  }

  @Test
  @Requirement("I27")
  void signingInAgainEndsTheOldSession() {
    var visitor = signedIn();
    String old = visitor.cookie(STAFF).orElseThrow();

    visitor.get("/admin/login");
    signIn(visitor, name, PASSWORD);

    assertNotEquals(old, visitor.cookie(STAFF).orElseThrow());
    assertEquals(403, visitor().withCookie(STAFF, old).get("/admin/consumers").status());
  }

  @Test
  void signingOutEndsTheSessionOnTheServer() {
    var visitor = signedIn();
    String token = visitor.cookie(STAFF).orElseThrow();
    visitor.get("/admin/consumers");

    visitor.post("/admin/logout", Map.of());

    assertTrue(visitor.cookie(STAFF).isEmpty());
    assertEquals(403, visitor().withCookie(STAFF, token).get("/admin/consumers").status());
  }

  @Test
  @Requirement("I35")
  void fiftyWrongTriesLockTheAccountWhetherItExistsOrNot() throws Exception {

    List<Integer> known = all(tries(name, 50));
    List<Integer> unknown = all(tries(World.name("nobody"), 50));

    assertEquals(10, known.stream().filter(s -> s == 403).count(), known.toString());
    assertEquals(40, known.stream().filter(s -> s == 429).count(), known.toString());
    assertEquals(10, unknown.stream().filter(s -> s == 403).count(), unknown.toString());
    assertEquals(429, wrongTry(name).status());
    assertEquals(
        2,
        count(
            "select count(*)::int as n from audit_log where action = 'staff.locked'"
                + " and details->>'source' = '%s'".formatted(address)));
  }

  @Test
  void whoSignsInWhileTheLineIsSlowWaits() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    Thread slow =
        new Thread(
            () ->
                world
                    .db()
                    .run(
                        tx -> {
                          tx.one(
                              "select pg_advisory_xact_lock(hashtextextended(lower(?), 0))",
                              row -> true,
                              name);
                          held.countDown();
                          tx.one("select pg_sleep(1.5)", row -> true);
                        }));
    slow.start();
    held.await();

    signedIn();

    slow.join();
  }

  @Test
  @Requirement("I35")
  void manyAccountsFromOneAddressAreLockedToo() throws Exception {
    List<Callable<Integer>> tries =
        IntStream.range(0, 40)
            .mapToObj(i -> (Callable<Integer>) () -> wrongTry("name" + i).status())
            .toList();

    List<Integer> statuses = all(tries);

    assertTrue(statuses.stream().filter(s -> s == 429).count() >= 5, statuses.toString());
  }

  @Test
  @Requirement("I35")
  void aFloodOfSignInsLeavesNoMoreThanTheTriesThatCount() {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into login_try (source_address, username, tried_at)
                    select 'botnet ' || n, 'eve', now() - interval '15 minutes'
                      from generate_series(1, 5000) n
                    """));

    wrongTry(name);

    assertEquals(
        0, count("select count(*)::int as n from login_try where source_address like 'botnet %'"));
  }

  @Test
  @Requirement("I35")
  void wrongNameAndWrongPasswordReadTheSameAndTakeAsLong() {
    wrongTry("warm-up");

    var wrongPassword = wrongTry(name);
    String nobody = World.name("nobody");
    var wrongName = wrongTry(nobody);
    // The shortest of several, in turns: whatever else the machine does only makes some longer.
    long knownNanos = Long.MAX_VALUE;
    long unknownNanos = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      knownNanos = Math.min(knownNanos, nanos(name));
      unknownNanos = Math.min(unknownNanos, nanos(nobody));
    }

    assertEquals(stable(wrongPassword.body(), name), stable(wrongName.body(), nobody));
    assertTrue(
        Math.abs(knownNanos - unknownNanos) < Math.max(knownNanos, unknownNanos) / 2,
        knownNanos + " and " + unknownNanos + " ns");
  }

  @Test
  @Requirement({"AD3", "AD4"})
  void aConsumerIsAddedAndItsSecretIsShownOnce() {
    var visitor = signedIn();
    visitor.get("/admin/consumers/new");

    var added =
        visitor.post("/admin/consumers/new", Map.of("title", "Käse <b>", "key", name + "-key"));
    var first = visitor.get(added.location());
    var second = visitor.get(added.location());

    assertTrue(first.body().contains("Käse &lt;b&gt;"));
    assertTrue(first.body().contains(app.app() + "/lti11/launch"));
    assertTrue(secretOn(first.body()).matches("[A-Za-z0-9_-]{32}"));
    assertFalse(second.body().contains("id=\"secret\""));
    assertTrue(visitor.get("/admin/consumers").body().contains(name + "-key"));
  }

  @Test
  @Requirement("AD4")
  void aKeyThatIsTakenIsSaidOnTheFormWithWhatWasTyped() {
    var visitor = signedIn();
    visitor.get("/admin/consumers/new");
    visitor.post("/admin/consumers/new", Map.of("title", "One", "key", name));

    var again = visitor.post("/admin/consumers/new", Map.of("title", "Two", "key", name));

    assertEquals(409, again.status());
    assertTrue(again.body().contains("value=\"Two\""));
  }

  @Test
  void aConsumerIsDeactivatedAndGetsANewSecret() {
    var visitor = signedIn();
    visitor.get("/admin/consumers/new");
    String page =
        visitor.post("/admin/consumers/new", Map.of("title", "A", "key", name)).location();
    String old = secretOn(visitor.get(page).body());

    visitor.post(page + "/enabled", Map.of("enabled", "false"));
    String closed = visitor.get(page).body();
    String renew = firstMatch(closed, "action=\"([^\"]+/secret)\"");
    visitor.post(renew, Map.of());
    String renewed = visitor.get(page).body();

    assertTrue(closed.contains("This LMS is not active"));
    assertNotEquals(old, secretOn(renewed));
    assertTrue(renewed.contains("works until"));
    assertEquals(
        404, visitor.post(page.replaceAll("\\d+$", "999") + "/keys/1/secret", Map.of()).status());
  }

  private Visitor visitor() {
    return new Visitor(app.app()).from(address);
  }

  private Visitor signedIn() {
    var visitor = visitor();
    visitor.get("/admin/login");
    assertEquals(303, signIn(visitor, name, PASSWORD).status());
    return visitor;
  }

  private static Visitor.Answer signIn(Visitor visitor, String username, String password) {
    return visitor.post("/admin/login", Map.of("username", username, "password", password));
  }

  private List<Callable<Integer>> tries(String username, int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> (Callable<Integer>) () -> wrongTry(username).status())
        .toList();
  }

  private Visitor.Answer wrongTry(String username) {
    var visitor = visitor();
    visitor.get("/admin/login");
    return signIn(visitor, username, "wrong password");
  }

  private long nanos(String username) {
    long start = System.nanoTime();
    wrongTry(username);
    return System.nanoTime() - start;
  }

  private int count(String sql) {
    return world.db().tx(tx -> tx.only(sql, row -> row.intAt("n")));
  }

  private static String stable(String page, String username) {
    return page.replace(username, "NAME").replaceAll("name=\"csrf\" value=\"[^\"]+\"", "");
  }

  private static String secretOn(String page) {
    return firstMatch(page, "id=\"secret\" value=\"([^\"]+)\"");
  }

  private static String firstMatch(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern + " in " + text);
    return matcher.group(1);
  }

  private static <T> List<T> all(List<Callable<T>> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(work)) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdown();
    }
  }
}
