package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.core.consumer.Lti13Deployments;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.consumer.Lti13Rules;
import org.examhall.kernel.sql.Tx;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An administrator adds an LMS that speaks LTI 1.3, changes it, and invites others. */
class RegistrationPagesIT {
  private static World world;
  private static RunningApp site;
  private static Visitor admin;

  private final Lti13Registrations registrations = new Lti13Registrations();
  private final Lti13Deployments deployments = new Lti13Deployments();
  private final String client = World.name("client");

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world, Map.of("EXAMHALL_WORKER", "separate"));
    admin = Staff.admin(world, site);
  }

  @AfterAll
  static void close() {
    site.close();
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    "canvas, https://school.instructure.com/login/oauth2/token, ''",
    "moodle, https://lms.example/mod/lti/token.php, ''",
    "blackboard, https://developer.blackboard.com/api/v1/gateway/oauth2/jwttoken, ''",
    "brightspace, https://auth.brightspace.com/core/connect/token,"
        + " https://api.brightspace.com/auth/token",
    "sakai, https://lms.example/imsblis/lti13/token/{tool_id}, ''",
    "open_edx, https://lms.example/api/lti_consumer/v1/token/{tool_id}, ''",
    "schoology, https://lti-service.svc.schoology.com/lti-service/access-token, ''"
  })
  void whatIsKnownOfAnLmsIsFilledIn(String lms, String token, String audience) {
    String address =
        lms.equals("canvas") ? "https://school.instructure.com/" : "https://lms.example/";
    Visitor.Answer chosen =
        admin.get("/admin/consumers/add?version=lti13&lms=" + lms + "&address=" + address);

    String form = admin.get(chosen.location()).body();

    assertTrue(form.contains("name=\"token_url\" value=\"" + token + "\""), form);
    assertTrue(form.contains("name=\"token_audience\" value=\"" + audience + "\""), form);
    assertTrue(form.contains("value=\"" + site.app() + "/lti13/launch\" readonly"), form);
    assertTrue(form.contains("value=\"" + site.app() + "/lti13/jwks\" readonly"), form);
    assertEquals(lms.equals("canvas"), form.contains("/lti13/canvas.json"));
  }

  @Test
  @Requirement("LI-02")
  void whereSeveralHaveAnIssuerEachIsShownALoginAddressOfItsOwn() {
    Map<String, String> fields = fields("moodle");
    fields.put("issuer", "https://shared.example");
    admin.get("/admin/registrations/new");
    admin.post("/admin/registrations/new", fields);
    Lti13Registration alone =
        tx(tx -> registrations.find(tx, "https://shared.example", client)).orElseThrow();
    String before = page(alone);
    fields.put("client_id", World.name("client"));
    admin.post("/admin/registrations/new", fields);

    String own = "value=\"" + site.app() + "/lti13/login/" + alone.id() + "\"";
    assertTrue(before.contains("value=\"" + site.app() + "/lti13/login\""), before);
    assertFalse(before.contains(own), before);
    assertTrue(page(alone).contains(own), page(alone));
  }

  @Test
  void withoutAnAddressWhatIsMissingStandsInBraces() {
    String form = admin.get("/admin/registrations/new?lms=moodle").body();

    assertTrue(form.contains("value=\"{address}/mod/lti/token.php\""), form);
  }

  @Test
  void anLmsIsAddedWithTheHabitsOfItsMake() {
    Lti13Registration added = added("blackboard");

    assertEquals(
        "https://developer.blackboard.com/api/v1/management/applications/" + client + "/jwks.json",
        added.platform().keySetUrl());
    assertEquals(Lti13Rules.USUAL.with(false, true), added.rules());
    assertTrue(tx(tx -> deployments.find(tx, added.id(), "one")).orElseThrow().accepted());
    assertEquals(1, audit("deployment.accepted", "registration:" + added.id()));
    assertEquals(1, audit("consumer.added", "consumer:" + added.consumerId()));
    assertTrue(admin.get("/admin/consumers").body().contains("https://blackboard.com " + client));
    assertTrue(
        admin
            .get("/admin/consumers/" + added.consumerId())
            .body()
            .contains("/admin/registrations/" + added.id()));
  }

  @Test
  void anLmsWithoutAnActiveRegistrationIsNotCalledOpen() {
    Lti13Registration added = added("moodle");
    assertEquals("Active", stateInTheList(added.consumerId()));

    world
        .db()
        .run(
            tx ->
                tx.change("update lti13_registration set active = false where id = ?", added.id()));

    assertEquals("Not active", stateInTheList(added.consumerId()));
  }

  @Test
  void anAddressThatIsNotFilledInIsSaidOnTheFormWithWhatWasTyped() {
    Map<String, String> fields = fields("sakai");
    fields.put("token_url", "https://lms.example/imsblis/lti13/token/{tool_id}");

    Visitor.Answer answer = admin.post("/admin/registrations/new", fields);

    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("no address on the web"), answer.body());
    assertTrue(answer.body().contains("value=\"" + client + "\""), answer.body());
  }

  @Test
  void aClientThatIsKnownIsNotAddedTwice() {
    added("moodle");

    Visitor.Answer again = admin.post("/admin/registrations/new", fields("moodle"));

    assertEquals(409, again.status());
    assertTrue(again.body().contains("already"), again.body());
  }

  @Test
  @Requirement("LA-11")
  void aDeploymentThatWaitsIsAcceptedOnThePage() {
    Lti13Registration registration = added("other");
    world.db().run(tx -> deployments.addPending(tx, registration, "from a launch"));
    String page = page(registration);
    Matcher button = Pattern.compile("action=\"([^\"]+/accept)\"").matcher(page);
    assertTrue(button.find(), page);

    Visitor.Answer answer = admin.post(button.group(1), Map.of());

    assertEquals(303, answer.status());
    assertTrue(
        tx(tx -> deployments.find(tx, registration.id(), "from a launch"))
            .orElseThrow()
            .accepted());
    assertFalse(page(registration).contains("/accept"));
  }

  @Test
  @Requirement("I25")
  void aDeploymentIsNotAcceptedThroughAnotherRegistration() {
    Lti13Registration registration = added("other");
    world.db().run(tx -> deployments.addPending(tx, registration, "foreign"));
    long id = tx(tx -> deployments.find(tx, registration.id(), "foreign")).orElseThrow().id();
    long other = anotherRegistration();

    Visitor.Answer answer =
        admin.post("/admin/registrations/" + other + "/deployments/" + id + "/accept", Map.of());

    assertEquals(404, answer.status());
    assertEquals(
        false,
        tx(tx -> deployments.find(tx, registration.id(), "foreign")).orElseThrow().accepted());
  }

  @Test
  void switchesAreSavedAndWrittenDown() {
    Lti13Registration registration = added("moodle");
    String path = "/admin/registrations/" + registration.id();
    page(registration);

    Visitor.Answer saved =
        admin.post(
            path + "/rules",
            Map.of("own", "on", "leeway", "5", "oldest", "900", "audiences", " b  c "));
    admin.post(path + "/active", Map.of("active", "false"));

    Lti13Registration after = tx(tx -> registrations.byId(tx, registration.id()));
    assertEquals(
        new Lti13Rules(false, true, List.of("RS256"), 5, 900, List.of("b", "c"), false, false),
        after.rules());
    assertFalse(after.active());
    assertTrue(admin.get(saved.location()).body().contains("next launch"));
    assertEquals(2, audit("registration.changed", "registration:" + registration.id()));
    assertTrue(page(registration).contains("is not active"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"301", "-1", "soon", "99999999999"})
  void aLeewayOutsideItsBoundsIsSaidOnTheFormWithWhatWasTyped(String leeway) {
    Lti13Registration registration = added("moodle");
    page(registration);

    Visitor.Answer answer =
        admin.post(
            "/admin/registrations/" + registration.id() + "/rules",
            Map.of("leeway", leeway, "oldest", "600"));

    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("from 0 to 300"), answer.body());
    assertTrue(answer.body().contains("value=\"" + leeway + "\""), answer.body());
    assertEquals(registration, tx(tx -> registrations.byId(tx, registration.id())));
  }

  @Test
  @Requirement("I09")
  void anAddressIsChangedToOneOnTheWebOnly() {
    Lti13Registration registration = added("moodle");
    String path = "/admin/registrations/" + registration.id() + "/platform";
    page(registration);
    Map<String, String> fields = fields("moodle");

    fields.put("authorization_url", "javascript:alert(1)");
    Visitor.Answer refused = admin.post(path, fields);
    fields.put("authorization_url", "https://lms.example/other");
    Visitor.Answer saved = admin.post(path, fields);

    assertEquals(List.of(400, 303), List.of(refused.status(), saved.status()));
    assertEquals(
        "https://lms.example/other",
        tx(tx -> registrations.byId(tx, registration.id())).platform().authorizationUrl());
  }

  @Test
  void thePlatformsKeysAreNamed() {
    Lti13Registration registration = added("moodle");
    assertTrue(page(registration).contains("not fetched yet"));

    world.db().run(tx -> keepKeys(tx, registration));

    assertTrue(page(registration).contains("<code>key &lt;1&gt;</code>"), page(registration));
  }

  @Test
  @Requirement("DR-01")
  void anInvitationIsShownOnceAndCanBeWithdrawn() {
    String school = World.name("School");
    admin.get("/admin/invites");

    Visitor.Answer made = admin.post("/admin/invites", Map.of("title", school, "active", "on"));
    String shown = admin.get(made.location()).body();
    String again = admin.get(made.location()).body();

    Matcher address = Pattern.compile("value=\"[^\"]+(/lti13/register/[^\"]+)\"").matcher(shown);
    assertTrue(address.find(), shown);
    assertFalse(again.contains("/lti13/register/"), again);
    assertEquals(200, admin.get(address.group(1)).status());
    Matcher withdraw = Pattern.compile("/admin/invites/(\\d+)/delete").matcher(again);
    assertTrue(withdraw.find(), again);
    admin.post(withdraw.group(), Map.of());
    assertEquals(403, admin.get(address.group(1)).status());
    assertEquals(1, audit("invite.made", "invite:" + withdraw.group(1)));
    assertEquals(1, audit("invite.withdrawn", "invite:" + withdraw.group(1)));
    assertEquals(404, admin.post(withdraw.group(), Map.of()).status());
  }

  @Test
  void anInvitationNeedsATitle() {
    admin.get("/admin/invites");

    assertEquals(400, admin.post("/admin/invites", Map.of("title", " ")).status());
  }

  @Test
  void theOtherWaysToAddAnLmsAreOneChoiceAway() {
    assertEquals("/admin/invites", admin.get("/admin/consumers/add?version=dynamic").location());
    assertEquals(
        "/admin/consumers/new", admin.get("/admin/consumers/add?version=lti11").location());
    assertTrue(admin.get("/admin/consumers").body().contains("/admin/consumers/add"));
  }

  private static String stateInTheList(long consumer) {
    String list = admin.get("/admin/consumers").body();
    Matcher state =
        Pattern.compile("(?s)data-consumer=\"" + consumer + "\".*?class=\"state[^>]*>([^<]*)")
            .matcher(list);
    assertTrue(state.find(), list);
    return state.group(1);
  }

  private Lti13Registration added(String lms) {
    admin.get("/admin/registrations/new");
    Visitor.Answer answer = admin.post("/admin/registrations/new", fields(lms));
    assertEquals(303, answer.status(), answer.body());
    long id = Long.parseLong(answer.location().replaceFirst(".*/", ""));
    return tx(tx -> registrations.byId(tx, id));
  }

  private long anotherRegistration() {
    Map<String, String> fields = fields("other");
    fields.put("client_id", World.name("client"));
    admin.get("/admin/registrations/new");
    return Long.parseLong(
        admin.post("/admin/registrations/new", fields).location().replaceFirst(".*/", ""));
  }

  private Map<String, String> fields(String lms) {
    boolean blackboard = lms.equals("blackboard");
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("lms", lms);
    fields.put("title", "University of Examples");
    fields.put("issuer", blackboard ? "https://blackboard.com" : "https://lms.example");
    fields.put("client_id", client);
    fields.put("authorization_url", "https://lms.example/auth");
    fields.put("token_url", "https://lms.example/token");
    fields.put(
        "key_set_url",
        blackboard
            ? "https://developer.blackboard.com/api/v1/management/applications/{client_id}/jwks.json"
            : "https://lms.example/keys");
    fields.put("product", blackboard ? "BlackboardLearn" : "");
    fields.put("deployment", "one");
    return fields;
  }

  private static String page(Lti13Registration registration) {
    return admin.get("/admin/registrations/" + registration.id()).body();
  }

  private static void keepKeys(Tx tx, Lti13Registration registration) {
    tx.change(
        """
        insert into platform_key (registration_id, key_set_url, key_set, fetched_at)
        values (?, ?, '{"keys": [{"kid": "key <1>"}, {"kty": "RSA"}]}', now())
        """,
        registration.id(),
        registration.platform().keySetUrl());
  }

  private static long audit(String action, String subject) {
    return tx(
        tx ->
            tx.only(
                "select count(*) as n from audit_log where action = ? and subject = ?",
                row -> row.longAt("n"),
                action,
                subject));
  }

  private static <T> T tx(Function<Tx, T> work) {
    return world.db().tx(work);
  }
}
