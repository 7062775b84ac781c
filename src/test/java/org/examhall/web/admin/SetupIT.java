package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.examhall.core.user.AddStaffAccount;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.FirstAdmin;
import org.examhall.core.user.SetupCodes;
import org.examhall.core.user.StaffAccounts;
import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SetupIT {
  private static final String PASSWORD = "correct horse battery";

  private final StaffAccounts accounts = new StaffAccounts();
  private final SetupCodes codes = new SetupCodes();
  private final AddStaffAccount add =
      new AddStaffAccount(accounts, codes, new Passwords(), new AuditLog(new Json()));
  private final FirstAdmin first = new FirstAdmin(accounts, codes, add, new Tokens());
  private World world;
  private RunningApp app;
  private String code;

  @BeforeEach
  void start() {
    world = World.fresh();
    code = world.db().tx(first::newCode).orElseThrow();
    app = RunningApp.start(world);
  }

  @AfterEach
  void stop() {
    app.close();
    world.close();
  }

  @Test
  @Requirement("I35")
  void ofManyWhoRaceWithTheSetupCodeOneBecomesAdmin() {
    List<CompletableFuture<Integer>> racers =
        IntStream.range(0, 6)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> setUp("racer" + i, code)))
            .toList();

    List<Integer> statuses = racers.stream().map(CompletableFuture::join).toList();

    assertEquals(1, statuses.stream().filter(s -> s == 303).count(), statuses.toString());
    assertEquals(1, count("select count(*)::int as n from staff_account"));
    assertEquals(0, count("select count(*)::int as n from setup_code"));
  }

  @Test
  @Requirement("I35")
  void theSetupIsDeadOnceThereIsAnAdmin() {
    var visitor = new Visitor(app.app());
    String before = visitor.get("/admin/login").location();
    visitor.get("/admin/setup");

    world.db().run(tx -> add.run(tx, "first", PASSWORD));
    var after = visitor.post("/admin/setup", form("second", code));

    assertEquals("/admin/setup", before);
    assertEquals(404, after.status());
    assertEquals(404, visitor.get("/admin/setup").status());
    assertEquals(200, visitor.get("/admin/login").status());
    assertTrue(world.db().tx(first::newCode).isEmpty());
  }

  @Test
  @Requirement("I35")
  void aWrongSetupCodeMakesNoAdmin() {
    int status = setUp("stranger", "not the code");

    assertEquals(403, status);
    assertEquals(0, count("select count(*)::int as n from staff_account"));
  }

  private int setUp(String username, String typedCode) {
    var visitor = new Visitor(app.app());
    visitor.get("/admin/setup");
    return visitor.post("/admin/setup", form(username, typedCode)).status();
  }

  private static Map<String, String> form(String username, String typedCode) {
    return Map.of("code", typedCode, "username", username, "password", PASSWORD);
  }

  private int count(String sql) {
    return world.db().tx(tx -> tx.only(sql, row -> row.intAt("n")));
  }
}
