package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.examhall.cli.Examhall;
import org.examhall.core.access.AccessChange.Member;
import org.examhall.core.access.AccessChanges;
import org.examhall.core.access.Allowance;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Launches;
import org.examhall.core.resource.Resource;
import org.examhall.demo.lms.Launch13;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.examhall.web.http.LaunchCookie;
import org.examhall.web.lti.Platform;
import org.examhall.web.lti.Platform13;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An LMS moves from LTI 1.1 to 1.3, with other ids for everything. */
class MigrationIT {
  private static World world;
  private static RunningApp site;

  private final StringWriter out = new StringWriter();
  private final Platform before = Platform.known(world, site);
  private final Platform13 now = Platform13.known(world, site);
  private final String course = World.name("old-course");
  private final String link = World.name("old-link");
  private final String ann = World.name("old-ann");
  private long consumer;
  private Resource exam;
  private Launch annBefore;

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world);
  }

  @AfterAll
  static void close() {
    site.close();
    world.close();
  }

  @BeforeEach
  void annSitsAnExamByLti11AndThenTheLmsMoves() {
    exam = world.resource(stored(before.launch(fields(World.name("teacher"), "Instructor"))));
    annBefore = stored(before.launch(fields(ann, "Learner")));
    sit(annBefore.personId());
    consumer = annBefore.consumerId();
    assertEquals(0, join());
  }

  @AfterEach
  void stop() {
    now.close();
  }

  @Test
  @Requirement({"MG-01", "MG-02", "MG-03"})
  void aProvenClaimLeadsToTheOldPersonCourseAndExam() {
    Launch first = launched(claiming(now.student()));
    Launch again = launched(claiming(now.student()));
    Visitor browser = now.browser();
    Answer without = now.launch(browser, now.student());

    assertEquals(annBefore.personId(), first.personId());
    assertEquals(annBefore.contextId(), first.contextId());
    assertEquals(exam.id(), first.resourceId().orElseThrow());
    assertEquals(place(first), place(again));
    assertEquals(place(first), place(stored(browser, without)));
    assertTrue(browser.get(without.location()).body().contains("43%"));
    assertEquals(List.of("course", "link", "person"), kinds());
  }

  @Test
  @Requirement({"MG-01", "MG-02", "I05"})
  void aClaimWithoutAProofLinksNothingAndTheLaunchGoesOn() {
    Map<String, UnaryOperator<Map<String, Object>>> junk =
        Map.of(
            "no signature", claim -> without(claim, "secret"),
            "another secret", claim -> with(claim, "secret", "guessed"),
            "no key", claim -> without(claim, "oauth_consumer_key"),
            "a key of nobody", claim -> with(claim, "oauth_consumer_key", "nobody"),
            "a key of another consumer",
                claim -> with(claim, "oauth_consumer_key", Platform.known(world, site).key()),
            "a signature of something else",
                claim -> with(without(claim, "secret"), "oauth_consumer_key_sign", "AAAA="),
            "nothing in it", claim -> Map.of());

    junk.forEach(
        (what, change) -> {
          Launch launch = launched(now.student().with("L:lti1p1", change.apply(ofAnn())));

          assertNotEquals(annBefore.personId(), launch.personId(), what);
          assertNotEquals(annBefore.contextId(), launch.contextId(), what);
          assertTrue(launch.resourceId().isEmpty(), what);
        });
    assertEquals(List.of(), kinds());
  }

  @Test
  @Requirement("MG-01")
  void theSecretFromBeforeTheLastChangeProvesItWhileItIsGood() {
    renewSecret(Duration.ofDays(1));
    Launch good = launched(claiming(now.student()));
    assertEquals(0, run("consumer", "migrated", "--consumer=" + consumer, "--undo"));
    assertEquals(0, run("consumer", "migrated", "--consumer=" + consumer, "--follow=proven"));
    change("update lti11_key set previous_secret_until = now() where consumer_id = ?", consumer);
    Launch over = launched(claiming(now.student()));

    assertEquals(annBefore.personId(), good.personId());
    assertNotEquals(annBefore.personId(), over.personId());
  }

  @Test
  @Requirement("MG-02")
  void aBareUserIdIsBelievedOnlyWhereTheAdministratorSaidSo() {
    Launch unasked = launched(now.student().with("L:lti11_legacy_user_id", ann));
    assertEquals(0, run("consumer", "migrated", "--consumer=" + consumer, "--follow=trusted"));
    Launch trusted = launched(now.student().with("L:lti11_legacy_user_id", ann));

    assertNotEquals(annBefore.personId(), unasked.personId());
    assertEquals(annBefore.personId(), trusted.personId());
    assertNotEquals(annBefore.contextId(), trusted.contextId());
    assertEquals(List.of("person"), kinds());
  }

  @Test
  @Requirement("MG-03")
  void whatWasWorkedWithUnderItsNewIdStaysWhatItIs() {
    Launch early = launched(now.teacher());
    Resource other = world.resource(early);
    exam = other;
    Launch student = launched(now.student());
    sit(student.personId());

    Launch claimed = launched(claiming(now.student()));

    assertEquals(place(student), place(claimed));
    assertEquals(other.id(), claimed.resourceId().orElseThrow());
    assertEquals(List.of(), kinds());
  }

  @Test
  @Requirement({"MG-01", "MG-03"})
  void extraTimeGivenUnderTheNewIdIsThePersonsThatTheyWere() {
    launched(now.teacher().with("L:lti1p1", without(ofAnn(), "user_id")));
    Launch unlinked = launched(now.student());
    AccessChanges changes = new AccessChanges();
    Allowance more = new Allowance(Optional.empty(), Optional.of(30), Optional.empty());
    for (List<Long> persons :
        List.of(List.of(unlinked.personId()), List.of(unlinked.personId(), annBefore.personId()))) {
      world.db().run(tx -> changes.add(tx, exam.id(), more, persons, annBefore.personId()));
    }

    Launch linked = launched(claiming(now.student()));
    launched(claiming(now.student()));

    assertEquals(annBefore.personId(), linked.personId());
    assertEquals(
        List.of(List.of(annBefore.personId()), List.of(annBefore.personId())),
        world.db().tx(tx -> changes.list(tx, exam.id())).stream()
            .map(change -> change.members().stream().map(Member::personId).toList())
            .toList());
  }

  @Test
  @Requirement("MG-03")
  void linksAreListedAndTakenBackAndNotMadeAgain() {
    Launch unlinked = launched(now.student());
    launched(claiming(now.student()));
    assertEquals(3, kinds().size());
    assertTrue(out.toString().contains("\t" + ann + "\t"), out.toString());
    assertTrue(out.toString().contains("\t" + course + "\t"), out.toString());
    assertTrue(out.toString().contains("\t" + link + "\t"), out.toString());

    int undone = run("consumer", "migrated", "--consumer=" + consumer, "--undo");
    Launch after = launched(claiming(now.student()));

    assertEquals(0, undone);
    assertEquals(place(unlinked), place(after));
    assertEquals(List.of(), kinds());
  }

  @Test
  @Requirement("MG-03")
  void whatWouldBeFoundAgainIsShownCourseByCourseBefore() {
    Launch empty = stored(before.launch(with(fields(ann, "Learner"), "context_id", course + "2")));

    List<String> beforehand = preview();
    launched(now.teacher().with("L:lti1p1", without(ofAnn(), "user_id")));
    List<String> afterTheTeacher = preview();
    launched(claiming(now.student()));
    List<String> afterAnn = preview();

    assertNotEquals(annBefore.contextId(), empty.contextId());
    assertEquals(List.of(course + " 1 0 1 0 1"), beforehand);
    assertEquals(List.of(course + " 1 1 1 0 1"), afterTheTeacher);
    assertEquals(List.of(course + " 1 1 1 1 1"), afterAnn);
  }

  private List<String> preview() {
    out.getBuffer().setLength(0);
    assertEquals(0, run("consumer", "preview", "--consumer=" + consumer));
    return out.toString()
        .lines()
        .map(line -> String.join(" ", Arrays.copyOf(line.split("\t", -1), 6)))
        .toList();
  }

  @Test
  @Requirement("MG-02")
  void aRegistrationThatLaunchedAlreadyJoinsNoOtherConsumer() {
    try (Platform13 late = Platform13.known(world, site)) {
      stored13(late, late.student());

      int status = join(late);

      assertEquals(1, status);
      assertEquals(late.registration().consumerId(), stored13(late, late.student()).consumerId());
      assertEquals(1, run("consumer", "join", "--consumer=999999", "--issuer=x", "--client-id=y"));
    }
  }

  private Launch13 claiming(Launch13 launch) {
    return launch.with("L:lti1p1", ofAnn());
  }

  private Map<String, Object> ofAnn() {
    Map<String, Object> claim = new HashMap<>();
    claim.put("oauth_consumer_key", before.key());
    claim.put("secret", "secret"); // the demo LMS signs with it and sends it nowhere
    claim.put("user_id", ann);
    claim.put("context_id", course);
    claim.put("resource_link_id", link);
    return claim;
  }

  private static <V> Map<String, V> with(Map<String, V> claim, String name, V value) {
    claim.put(name, value);
    return claim;
  }

  private static Map<String, Object> without(Map<String, Object> claim, String name) {
    claim.remove(name);
    return claim;
  }

  private Map<String, String> fields(String user, String role) {
    Map<String, String> fields = Platform.ordinary();
    fields.put("context_id", course);
    fields.put("resource_link_id", link);
    fields.put("user_id", user);
    fields.put("roles", role);
    return fields;
  }

  private List<Long> place(Launch launch) {
    return List.of(launch.personId(), launch.contextId(), launch.resourceLinkId().orElseThrow());
  }

  private Launch launched(Launch13 launch) {
    return stored13(now, launch);
  }

  private static Launch stored13(Platform13 platform, Launch13 launch) {
    Visitor browser = platform.browser();
    return stored(browser, platform.launch(browser, launch));
  }

  private static Launch stored(Visitor browser, Answer launched) {
    assertEquals(303, launched.status(), launched.body());
    String id = launched.location().split("/")[2];
    return find(id, browser.cookie(LaunchCookie.nameOf(id)).orElseThrow());
  }

  private static Launch stored(HttpResponse<String> launched) {
    String id = launched.headers().firstValue("Location").orElseThrow().split("/")[2];
    String cookie = launched.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    return find(id, cookie.split("=", 2)[1]);
  }

  private static Launch find(String id, String token) {
    return world.db().tx(tx -> new Launches().find(tx, id, new Tokens().hash(token))).orElseThrow();
  }

  private void sit(long personId) {
    change(
        """
        insert into attempt
               (resource_id, person_id, exam_version_id, number, state, started_at, last_saved_at,
                ended_at, end_reason, scaled_score, raw_score, max_score)
        values (?, ?, ?, 1, 'ended', now() - interval '1 hour', now(), now(), 'exam',
                0.43, 5.16, 12)
        """,
        exam.id(),
        personId,
        exam.examVersionId());
  }

  private void renewSecret(Duration overlap) {
    Lti11Keys keys = new Lti11Keys(new SecretBox(World.SECRET_KEY));
    world
        .db()
        .run(
            tx ->
                keys.rotate(
                    tx, keys.find(tx, before.key()).orElseThrow().id(), "another", overlap));
  }

  private List<String> kinds() {
    out.getBuffer().setLength(0);
    run("consumer", "migrated", "--consumer=" + consumer);
    return out.toString().lines().map(line -> line.split("\t", -1)[0]).toList();
  }

  private int join() {
    return join(now);
  }

  private int join(Platform13 platform) {
    return run(
        "consumer",
        "join",
        "--consumer=" + consumer,
        "--issuer=" + platform.registration().issuer(),
        "--client-id=" + platform.registration().clientId());
  }

  private int run(String... words) {
    Map<String, String> environment = new HashMap<>();
    for (Option option : Option.values()) {
      environment.put(option.variable(), site.config().text(option));
    }
    return Examhall.commandLine(environment, new PrintWriter(out), new Starter()).execute(words);
  }

  private static void change(String sql, Object... values) {
    world.db().run(tx -> tx.change(sql, values));
  }
}
