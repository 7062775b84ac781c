package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.demo.lms.Form;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Launches of browsers that give no cookie back to a frame, at a platform that keeps things. */
class CookielessLaunchIT {
  private static final Map<String, String> OURS = Map.of("Sec-Fetch-Site", "same-origin");

  private static World world;
  private static RunningApp site;
  private static Platform13 platform;

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world);
    platform = Platform13.known(world, site);
    platform.lms().platform().add(Quirk.STORAGE_PARENT);
  }

  @AfterAll
  static void close() {
    platform.close();
    site.close();
    world.close();
  }

  /** What the page of the login holds. */
  private record Login(String secret, String next, Form token) {}

  private static Login begin() {
    Answer page = platform.begin(platform.browser(), platform.student());
    String next = unescaped(find(page, "href=\"([^\"]*/lti13/auth[^\"]*)\""));
    return new Login(
        find(page, "data-value=\"([\\w-]+)\""),
        next,
        platform.lms().answer(java.net.URI.create(next)));
  }

  @Test
  @Requirement({"PS-01", "PS-03"})
  void theSecretGoesIntoThePlatformsStorageBeforeTheBrowserGoesOn() {
    Answer page = platform.begin(platform.browser(), platform.student());

    assertEquals(200, page.status(), page.body());
    assertEquals("_parent", find(page, "data-frame=\"([^\"]*)\""));
    assertEquals(platform.lms().url().toString(), find(page, "data-origin=\"([^\"]*)\""));
    assertTrue(find(page, "data-key=\"([^\"]*)\"").startsWith("examhall-"));
    assertTrue(page.body().contains("js/lti-store."), page.body());
  }

  @Test
  @Requirement({"PS-02", "PS-04", "PS-05"})
  void theSecretFromTheStorageOpensTheLaunchInAWindowOfItsOwnOnce() {
    Login login = begin();
    Answer asked = platform.post(platform.browser(), login.token());
    Map<String, String> form = hidden(asked);
    form.put("secret", login.secret());

    Answer handed = platform.browser().post("/lti13/resume", form, OURS);
    Map<String, String> ticket = hidden(handed);
    Visitor window = platform.browser();
    Answer opened = window.post("/lti13/open", ticket, OURS);

    assertEquals(303, opened.status(), opened.body());
    assertEquals(200, window.get(opened.location()).status());
    assertFalse(handed.setCookies().stream().anyMatch(c -> c.startsWith("__Host-l-")));
    assertEquals(401, platform.browser().post("/lti13/open", ticket, OURS).status());
    assertEquals(401, platform.browser().post("/lti13/resume", form, OURS).status());
  }

  @Test
  @Requirement({"PS-02", "I06"})
  void aWrongSecretOrTicketOpensNothingAndSpendsTheTicket() {
    Login login = begin();
    Map<String, String> form = hidden(platform.post(platform.browser(), login.token()));
    Map<String, String> wrongTicket = new HashMap<>(form);
    wrongTicket.put("ticket", "x".repeat(32));
    wrongTicket.put("secret", login.secret());
    Map<String, String> wrongSecret = new HashMap<>(form);
    wrongSecret.put("secret", "y".repeat(32));
    Map<String, String> right = new HashMap<>(form);
    right.put("secret", login.secret());
    long before = platform.launches();

    List<Integer> statuses =
        List.of(wrongTicket, wrongSecret, right).stream()
            .map(fields -> platform.browser().post("/lti13/resume", fields, OURS).status())
            .toList();

    assertEquals(List.of(401, 401, 401), statuses);
    assertEquals(before, platform.launches());
  }

  @Test
  @Requirement({"PS-05", "I26"})
  void nobodyElsesPageCanSendABrowserIntoALaunch() {
    Map<String, String> cross = Map.of("Sec-Fetch-Site", "cross-site");
    Map<String, String> fields = Map.of("ticket", "x".repeat(32));

    assertEquals(403, platform.browser().post("/lti13/open", fields, cross).status());
    assertEquals(403, platform.browser().post("/lti13/open", fields, Map.of()).status());
    assertEquals(403, platform.browser().post("/lti13/resume", fields, cross).status());
  }

  @Test
  @Requirement({"PS-02", "I06"})
  void theTokenIsVerifiedBeforeTheStorageIsAsked() {
    Login login = begin();
    Map<String, String> forged = new HashMap<>(Platform13.fields(login.token()));
    forged.computeIfPresent(
        "id_token", (name, token) -> token.substring(0, token.length() - 8) + "AAAAAAAA");

    Answer answer = platform.browser().post("/lti13/launch", forged, Map.of());

    assertEquals(401, answer.status());
    assertEquals(List.of("SIGNATURE_WRONG"), platform.refusals(1));
  }

  @Test
  @Requirement("PS-07")
  void pagesOnTheWayInAreNotKeptAndMayBeFramedByThePlatformOnly() {
    Login login = begin();

    Answer asked = platform.post(platform.browser(), login.token());

    assertEquals("no-store", asked.header("Cache-Control").orElse(""));
    assertTrue(asked.header("X-Frame-Options").isEmpty());
    String policy = asked.header("Content-Security-Policy").orElse("");
    assertTrue(policy.contains("frame-ancestors 'self' http://127.0.0.2:*"), policy);
  }

  private static Map<String, String> hidden(Answer page) {
    Map<String, String> fields = new HashMap<>();
    Matcher field =
        Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
            .matcher(page.body());
    while (field.find()) {
      fields.put(field.group(1), unescaped(field.group(2)));
    }
    return fields;
  }

  private static String find(Answer page, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(page.body());
    assertTrue(found.find(), page.body());
    return found.group(1);
  }

  private static String unescaped(String html) {
    return html.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"");
  }
}
