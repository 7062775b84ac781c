package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Pattern;
import org.examhall.lti.IndependentSigner;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Launches of LTI 1.1.2: each is begun again from the browser that is there. */
class RelaunchIT {
  private static final String RELAUNCH = "https://lms.example.edu:8443/relaunch?course=7";
  private static final Pattern FIELD = Pattern.compile("name=\"([a-z_]+)\" value=\"([^\"]*)\"");

  private static World world;
  private static RunningApp site;
  private static Platform platform;

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world, Map.of("EXAMHALL_WORKER", "separate"));
    platform = Platform.known(world, site);
  }

  @AfterAll
  static void close() {
    site.close();
    world.close();
  }

  @Test
  @Requirement({"L112-1", "I28"})
  void aLaunchThatAsksForItIsSentBackSignedByAPageThatPostsThereOnly() {
    HttpResponse<String> page = platform.launch(first("p & <1>"));

    Map<String, String> form = fields(page);
    List<Entry<String, String>> signed = List.copyOf(form.entrySet());
    String csp = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    String cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("action=\"" + RELAUNCH + "\" data-submit"), page.body());
    assertTrue(page.body().contains("<button>"), page.body());
    assertEquals("p & <1>", form.get("platform_state"));
    assertEquals(
        IndependentSigner.sign(
            "HmacSHA1", IndependentSigner.key("secret", ""), "POST", RELAUNCH, signed),
        form.get("oauth_signature"));
    assertTrue(csp.contains("; form-action https://lms.example.edu:8443;"), csp);
    assertTrue(cookie.startsWith("__Host-r-"), cookie);
    for (String flag : List.of("Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/")) {
      assertTrue(cookie.contains("; " + flag), cookie);
    }
  }

  @Test
  @Requirement("L112-2")
  void theSecondLaunchFromTheSameBrowserOpensOnce() {
    HttpResponse<String> page = platform.launch(first("state"));

    HttpResponse<String> opened = second(fields(page), "state", cookie(page));
    HttpResponse<String> again = second(fields(page), "state", cookie(page));

    assertEquals(303, opened.statusCode());
    assertTrue(opened.headers().firstValue("Location").orElseThrow().startsWith("/l/"));
    assertTrue(
        opened.headers().allValues("Set-Cookie").stream()
            .anyMatch(c -> c.startsWith("__Host-r-") && c.contains("Max-Age=0")));
    assertEquals(401, again.statusCode());
  }

  @Test
  @Requirement({"L112-2", "I34"})
  void anotherBrowserAnotherStateOrHalfOfThemIsRefusedAndKeptForTheAdmin() {
    HttpResponse<String> page = platform.launch(first("state"));
    HttpResponse<String> other = platform.launch(first("other"));
    Map<String, String> none = Map.of();

    List<Integer> statuses =
        List.of(
            second(fields(page), "state", "").statusCode(),
            second(fields(page), "state", cookie(other)).statusCode(),
            second(fields(page), "other", cookie(page)).statusCode(),
            second(none, "state", cookie(page)).statusCode(),
            second(fields(page), "", cookie(page)).statusCode());

    assertEquals(List.of(401, 401, 401, 401, 401), statuses);
    assertEquals("RELAUNCH_STATE_WRONG", world.refusals(1).get(0).fault());
  }

  @Test
  @Requirement("L112-2")
  void aStateWhoseTimeIsOverIsRefused() {
    HttpResponse<String> page = platform.launch(first("slow"));
    world.db().run(tx -> tx.change("update lti11_relaunch set expires_at = now()"));

    assertEquals(401, second(fields(page), "slow", cookie(page)).statusCode());
  }

  @Test
  @Requirement({"L112-1", "I34"})
  void onlyAVerifiedLaunchWithAStateAndAWebAddressIsSentAnywhere() {
    Map<String, String> stateless = first("");
    Map<String, String> script = first("state");
    script.put("relaunch_url", "javascript:alert(1)");

    HttpResponse<String> forged =
        Platform.with(site, platform.key(), "another").launch(first("state"));
    HttpResponse<String> odd = platform.launch(script);

    assertEquals(401, forged.statusCode());
    assertEquals(400, platform.launch(stateless).statusCode());
    assertEquals(400, odd.statusCode());
    assertFalse(forged.body().contains("lms.example.edu") || odd.body().contains("javascript:"));
  }

  private static Map<String, String> first(String platformState) {
    Map<String, String> launch = Platform.ordinary();
    launch.remove("user_id");
    launch.remove("lis_person_name_full");
    launch.put("relaunch_url", RELAUNCH);
    launch.put("platform_state", platformState);
    return launch;
  }

  private static HttpResponse<String> second(
      Map<String, String> form, String platformState, String cookie) {
    Map<String, String> launch = Platform.ordinary();
    launch.put("tool_state", form.getOrDefault("tool_state", ""));
    launch.put("platform_state", platformState);
    launch.put("launch_presentation_return_url", "https://lms.example.edu/course");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(site.app() + "/lti11/launch"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(platform.form(launch)));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return platform.send(request);
  }

  private static Map<String, String> fields(HttpResponse<String> page) {
    Map<String, String> fields = new LinkedHashMap<>();
    FIELD
        .matcher(page.body())
        .results()
        .forEach(
            found ->
                fields.put(
                    found.group(1),
                    found
                        .group(2)
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&")));
    return fields;
  }

  private static String cookie(HttpResponse<String> page) {
    return page.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }
}
