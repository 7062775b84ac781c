package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.examhall.bridge.launch.OwnKeys;
import org.examhall.cli.Examhall;
import org.examhall.core.consumer.ToolKeyOverview;
import org.examhall.core.consumer.ToolKeyOverview.State;
import org.examhall.core.consumer.ToolKeys;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Our own keys over the months: by the worker, and by hand on the command line. */
class KeysIT {
  private final World world = World.fresh();
  private final OwnKeys keys =
      new OwnKeys(world.db(), new ToolKeys(new SecretBox(World.SECRET_KEY)));
  private final StringWriter out = new StringWriter();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  @Requirement("KY-02")
  void anOldKeyIsFollowedByOneThatIsPublishedADayBeforeItSigns() {
    String first = signer();
    daysPass(91);

    keys.renewIfOld();
    keys.renewIfOld();
    List<State> before = states();
    String signedMeanwhile = signer();
    daysPass(2);

    assertEquals(List.of(State.NEXT, State.SIGNS), before);
    assertEquals(first, signedMeanwhile);
    assertEquals(List.of(State.SIGNS, State.PUBLISHED), states());
    assertNotEquals(first, signer());
    assertTrue(keys.published().contains(first));
    daysPass(8);
    assertFalse(keys.published().contains(first));
    assertEquals(List.of(State.SIGNS, State.OVER), states());
  }

  @Test
  @Requirement("KY-02")
  void aYoungKeyIsLeftAlone() {
    String first = signer();
    daysPass(80);

    keys.renewIfOld();

    assertEquals(List.of(State.SIGNS), states());
    assertEquals(first, signer());
  }

  @Test
  @Requirement("KY-02")
  void keysAreListedRotatedAndRevokedOnTheCommandLine() {
    String first = signer();

    assertEquals(0, run("keys", "rotate"));
    assertEquals(0, run("keys", "list"));
    assertEquals(0, run("keys", "revoke", first));
    assertEquals(1, run("keys", "revoke", first));

    assertTrue(out.toString().contains(first + "\tsigns\t"), out.toString());
    assertTrue(out.toString().contains("\tnext\t"), out.toString());
    assertEquals(List.of(State.SIGNS, State.NEXT, State.REVOKED), states());
    assertNotEquals(first, signer());
    assertFalse(keys.published().contains(first));
    assertEquals(List.of("tool_key.revoked", "tool_key.rotated"), audited());
  }

  @Test
  @Requirement("KY-02")
  void whenTheOneThatSignsIsRevokedNoneSignsThatPlatformsCanNoLongerHave() {
    String first = signer();
    assertEquals(0, run("keys", "rotate"));
    daysPass(20);
    String second = signer();

    keys.revoke(second);

    assertNotEquals(first, signer());
    assertNotEquals(second, signer());
    assertTrue(keys.published().contains(signer()));
  }

  @Test
  @Requirement("KY-02")
  void privateKeysAreSealed() {
    signer();

    byte[] stored =
        world
            .db()
            .tx(tx -> tx.only("select private_key from tool_key", row -> row.bytes("private_key")));

    assertFalse(new String(stored, StandardCharsets.ISO_8859_1).contains("\"d\""));
  }

  @Test
  @Requirement("KY-02")
  void theWorkerLooksAfterTheKeysEveryNight() {
    try (Core core = new Core(world.config());
        Worker worker = new Worker(core)) {
      worker.start();
    }

    long schedules =
        world
            .db()
            .tx(
                tx ->
                    tx.only(
                        """
                        select count(*) as n
                          from qrtz_triggers t
                          join qrtz_cron_triggers c using (sched_name, trigger_name, trigger_group)
                         where t.job_name = 'own-keys'
                           and t.next_fire_time / 1000
                               < extract(epoch from now() + interval '25 hours')
                        """,
                        row -> row.longAt("n")));

    assertEquals(1, schedules);
  }

  private List<State> states() {
    return keys.list().stream().map(ToolKeyOverview::state).toList();
  }

  /** The name of the key that signs now. */
  private String signer() {
    Json json = new Json();
    JsonNode claims = json.node(Map.of("iss", "test"));
    byte[] header = Base64.getUrlDecoder().decode(keys.sign(claims).split("\\.")[0]);
    return json.tree(new String(header, StandardCharsets.UTF_8)).orElseThrow().path("kid").asText();
  }

  private void daysPass(int days) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update tool_key
                       set created_at = created_at - ? * interval '1 day',
                           signs_from = signs_from - ? * interval '1 day',
                           published_until = published_until - ? * interval '1 day'
                    """,
                    days,
                    days,
                    days));
  }

  private List<String> audited() {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    "select action from audit_log where action like 'tool_key.%' order by action",
                    row -> row.text("action")));
  }

  private int run(String... arguments) {
    Map<String, String> environment = new HashMap<>();
    for (Option option : Option.values()) {
      environment.put(option.variable(), world.config().text(option));
    }
    return Examhall.commandLine(environment, new PrintWriter(out, true), new Starter())
        .execute(arguments);
  }
}
