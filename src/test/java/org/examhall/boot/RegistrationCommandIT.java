package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.examhall.cli.Examhall;
import org.examhall.core.consumer.Lti13Deployments;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.consumer.Lti13Rules;
import org.examhall.kernel.config.Option;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An LMS that speaks LTI 1.3 is added and changed on the command line. */
class RegistrationCommandIT {
  private static final String ISSUER = "https://lms.example";

  private static World world;

  private final String client = World.name("client");
  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void open() {
    world = World.fresh();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void aRegistrationIsAddedWithItsDeploymentAndListed() {
    int status = add("--deployment=one", "--token-audience=https://aud.example");
    int listed = run("consumer", "list");

    assertEquals(List.of(0, 0), List.of(status, listed));
    Lti13Registration added = stored();
    assertEquals("https://aud.example", added.platform().audience());
    assertEquals(Lti13Rules.USUAL, added.rules());
    assertTrue(deploymentAccepted(added, "one"));
    assertTrue(out.toString().contains("\t" + ISSUER + " " + client + "\t"), out.toString());
  }

  @Test
  void theMakeSetsTheHabitsAndAWordMore() {
    assertEquals(0, add("--product=BlackboardLearn", "--accept-deployments"));

    assertEquals(Lti13Rules.USUAL.with(true, true), stored().rules());
  }

  @Test
  @Requirement("LA-07")
  void switchesAreSetOneByOne() {
    add();
    set("--trusted-audiences=b c");

    int first = set("--leeway-seconds=5");
    int second = set("--active=off", "--accept-deployments=on");

    assertEquals(List.of(0, 0), List.of(first, second));
    Lti13Registration changed = stored();
    assertFalse(changed.active());
    assertEquals(
        new Lti13Rules(true, false, List.of("RS256"), 5, 600, List.of("b", "c"), false, false),
        changed.rules());
    assertTrue(out.toString().contains("active\toff"), out.toString());
  }

  @Test
  void whatCannotBeIsRefusedAndChangesNothing() {
    add();
    Lti13Registration before = stored();

    assertEquals(1, add());
    assertEquals(1, set("--leeway-seconds=301"));
    assertEquals(1, set("--trusted-audiences=1 2 3 4 5 6 7 8 9 10 11"));
    assertEquals(1, run("consumer", "set", "--issuer", ISSUER, "--client-id", "nobody"));
    assertEquals(2, run("consumer", "add", "--title=T", "--lti13", "--issuer", ISSUER));
    assertEquals(2, run("consumer", "add", "--title=T"));
    assertEquals(
        2, run("consumer", "add", "--title=T", "--lti11", "--key=k", "--secret-stdin", "--lti13"));
    assertEquals(before, stored());
  }

  private int add(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "consumer",
                "add",
                "--lti13",
                "--title=School",
                "--issuer=" + ISSUER,
                "--client-id=" + client,
                "--auth-url=" + ISSUER + "/auth",
                "--token-url=" + ISSUER + "/token",
                "--keys-url=" + ISSUER + "/keys"));
    arguments.addAll(List.of(options));
    return run(arguments.toArray(String[]::new));
  }

  private int set(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("consumer", "set", "--issuer=" + ISSUER, "--client-id=" + client));
    arguments.addAll(List.of(options));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    Map<String, String> environment = new HashMap<>();
    for (Option option : Option.values()) {
      environment.put(option.variable(), world.config().text(option));
    }
    return Examhall.commandLine(environment, new PrintWriter(out, true), new Starter())
        .execute(arguments);
  }

  private Lti13Registration stored() {
    return world.db().tx(tx -> new Lti13Registrations().find(tx, ISSUER, client).orElseThrow());
  }

  private static boolean deploymentAccepted(Lti13Registration registration, String name) {
    return world
        .db()
        .tx(tx -> new Lti13Deployments().find(tx, registration.id(), name).orElseThrow())
        .accepted();
  }
}
