package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.demo.lms.lti13.Signing;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An administrator looks for refused launches, and sees them counted for the LMS that they name.
 */
class RefusalSearchIT {
  private static final Map<String, String> OURS = Map.of("Sec-Fetch-Site", "same-origin");

  private static World world;
  private static RunningApp site;
  private static Platform platform;
  private static Platform13 platform13;
  private static Visitor admin;

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world);
    platform = Platform.known(world, site);
    platform13 = Platform13.known(world, site);
    admin = Staff.admin(world, site);
  }

  @AfterAll
  static void close() {
    platform13.close();
    site.close();
    world.close();
  }

  @BeforeEach
  void forget() {
    world.db().run(tx -> tx.change("delete from launch_refusal"));
  }

  @Test
  @Requirement("OA-16")
  void theNumberThatThePersonSeesFindsTheLaunchHoweverItIsTyped() {
    platform.launch(without("user_id"));
    String page = platform.launch(without("resource_link_id")).body();
    String number = world.refusals(1).get(0).reference();
    ofAStranger();

    String found = search("reference=%20" + number.toLowerCase(Locale.ROOT) + "+");

    assertTrue(page.contains(number), page);
    assertEquals(List.of(number), references(found));
    assertTrue(found.contains("Open the exam through an activity of a course"), found);
    assertTrue(found.contains("<dd>LTI 1.1 section 3</dd>"), found);
    assertFalse(found.contains("L11-02"), found);
    assertTrue(found.contains("lti_message_type%3Dbasic-lti-launch-request"), found);
    assertTrue(found.contains("The clock of the sender and ours agree."), found);
    assertTrue(found.contains("value=\"" + number + "\""), found);
    assertTrue(search("reference=ABCDEFGH").contains("Nothing found"));
  }

  @Test
  @Requirement("OA-16")
  void aRefusedLoginShowsWhereItWantedToGoAndNothingOfSignatures() {
    Visitor browser = platform13.browser();
    platform13.begin(browser, platform13.student().withLogin("client_id", "other"));
    String login = search("reason=CLIENT_UNKNOWN");
    platform.launch(without("user_id"));
    String launch = search("reason=ANONYMOUS");

    assertTrue(login.contains("(target_link_uri)</dt><dd><code>" + site.app()), login);
    assertFalse(login.contains("had to be signed for"), login);
    assertTrue(launch.contains("had to be signed for"), launch);
    assertFalse(launch.contains("target_link_uri"), launch);
  }

  @Test
  @Requirement("OA-16")
  void platformReasonAndPeriodNarrowTheListAndStayInTheForm() {
    ofAStranger();
    platform.launch(without("user_id"));
    platform13.launch(platform13.student().signedWith(Signing.STRANGER));
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update launch_refusal set at = at - interval '3 days' where fault = 'ANONYMOUS'"));
    long consumer13 = platform13.registration().consumerId();

    String of13 = search("consumer=" + consumer13);

    assertEquals(3, references(search("")).size());
    assertEquals(1, references(of13).size());
    assertTrue(of13.contains("SIGNATURE_WRONG"), of13);
    assertTrue(of13.contains("<option value=\"" + consumer13 + "\" selected>"), of13);
    assertEquals(1, references(search("reason=ANONYMOUS&period=7d")).size());
    assertEquals(0, references(search("reason=ANONYMOUS&period=24h")).size());
    assertEquals(2, references(search("period=24h")).size());
    assertEquals(400, admin.get("/admin/refusals?consumer=x").status());
  }

  @Test
  @Requirement("OA-16")
  void olderOnesAreOnFurtherPagesThatKeepWhatWasAskedFor() {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into launch_refusal
                           (reference, source_address, fault, clause, consumer_key, signed_url,
                            base_string, hints)
                    select 'R' || n, 'somewhere', 'NONCE_USED', '', '', '', '', ''
                      from generate_series(1, 120) n
                    """));

    String first = search("reason=NONCE_USED");
    String second = admin.get(next(first)).body();
    String third = admin.get(next(second)).body();

    assertEquals("R120", references(first).get(0));
    assertEquals(List.of(50, 50, 20), List.of(count(first), count(second), count(third)));
    assertEquals("R1", references(third).get(19));
    assertFalse(third.contains("rel=\"next\""), third);
  }

  @Test
  @Requirement("PS-05")
  void aWayIntoAWindowThatWasSpentIsFoundUnderItsNumberToo() {
    String page = platform13.browser().post("/lti13/open", Map.of("ticket", "spent"), OURS).body();

    String found = search("reason=TICKET_SPENT");

    assertEquals(1, count(found));
    assertTrue(page.contains(references(found).get(0)), page);
  }

  @Test
  @Requirement("OA-16")
  void theLmsThatARefusedLaunchNamesShowsItWithWhatToDo() {
    platform.launch(without("user_id"));
    platform13.launch(platform13.student().signedWith(Signing.STRANGER));
    long consumer =
        world
            .db()
            .tx(
                tx ->
                    tx.only(
                        "select consumer_id from lti11_key where consumer_key = ?",
                        row -> row.longAt("consumer_id"),
                        platform.key()));

    String page = admin.get("/admin/consumers/" + consumer).body();
    String page13 = admin.get("/admin/consumers/" + platform13.registration().consumerId()).body();

    assertTrue(page.contains("): The LMS sent no user id"), page);
    assertTrue(page.contains("consumer=" + consumer + "&amp;reason=ANONYMOUS"), page);
    assertTrue(page13.contains("reason=SIGNATURE_WRONG"), page13);
  }

  private static void ofAStranger() {
    Platform.with(site, World.name("nobody"), "secret").launch(Platform.ordinary());
  }

  private static Map<String, String> without(String field) {
    Map<String, String> launch = Platform.ordinary();
    launch.put(field, "");
    return launch;
  }

  private static String search(String query) {
    return admin.get("/admin/refusals?" + query).body();
  }

  private static int count(String page) {
    return references(page).size();
  }

  private static List<String> references(String page) {
    return Pattern.compile("data-refusal=\"(\\w+)\"")
        .matcher(page)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private static String next(String page) {
    Matcher link = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(page);
    assertTrue(link.find(), page);
    return link.group(1).replace("&amp;", "&");
  }
}
