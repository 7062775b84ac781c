package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.examhall.core.context.Role;
import org.examhall.demo.lms.Launch13;
import org.examhall.demo.lms.lti13.Claim;
import org.examhall.demo.lms.lti13.Message;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.examhall.web.http.LaunchCookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may show the running site in a frame, where every site with https may by its settings. */
class FramingIT {
  private static World world;
  private static RunningApp site;
  private static Platform13 platform;

  @BeforeAll
  static void open() {
    world = World.fresh();
    site =
        RunningApp.start(
            world, Map.of("EXAMHALL_WORKER", "separate", "EXAMHALL_FRAME_ANCESTORS", "https:"));
    platform = Platform13.known(world, site);
  }

  @AfterAll
  static void close() {
    platform.close();
    site.close();
    world.close();
  }

  @Test
  @Requirement({"I29", "PS-07"})
  void thePlatformOfALaunchMayFrameItsPagesAndNoOtherSiteMay() {
    Visitor browser = platform.browser();
    String path = platform.launch(browser, platform.teacher()).location();

    Visitor.Answer page = browser.get(path);
    Visitor.Answer missing = browser.get(path + "attempts/1/receipt");

    assertEquals(200, page.status());
    assertEquals("'self' " + platform.lms().url(), framedBy(page));
    assertEquals("no-store", page.header("Cache-Control").orElseThrow());
    assertEquals(403, missing.status());
    assertEquals("'self' " + platform.lms().url(), framedBy(missing));
  }

  @Test
  @Requirement({"I29", "PS-07"})
  void whereASchoolsOwnLmsIsMayFrameThoughItsIssuerIsThatOfAllSchools() {
    String own = "https://school.lms.example";
    Map<String, Object> about = Map.of("guid", "1", "url", own + "/home");

    Visitor browser = platform.browser();
    Visitor.Answer page =
        browser.get(
            platform
                .launch(browser, platform.teacher().with(Claim.TOOL_PLATFORM, about))
                .location());

    assertEquals("'self' " + platform.lms().url() + " " + own, framedBy(page));
  }

  @Test
  @Requirement({"I29", "PS-07"})
  void whereAChoiceIsToBeBroughtMayFrameThePageToChooseOn() {
    String own = "https://school.lms.example";
    Launch13 asking =
        platform
            .lms()
            .launch13(
                Message.DEEP_LINKING,
                platform.lms().course().teacher(),
                platform.lms().course().activities().get(0));
    Map<String, Object> settings = new HashMap<>();
    ((Map<?, ?>) asking.claims("n").get(Claim.SETTINGS))
        .forEach((name, value) -> settings.put(name.toString(), value));
    settings.put("deep_link_return_url", own + "/chosen");

    Visitor browser = platform.browser();
    Visitor.Answer page =
        browser.get(platform.launch(browser, asking.with(Claim.SETTINGS, settings)).location());

    assertEquals(200, page.status());
    assertEquals("'self' " + platform.lms().url() + " " + own, framedBy(page));
  }

  @Test
  @Requirement({"I29", "PS-07"})
  void aLaunchOfLti11IsFramedAsConfigured() {
    var consumer = world.consumer();
    long context = world.context(consumer);
    var open =
        world.launch(
            consumer, context, world.link(context), world.person(consumer, "Ada"), Role.INSTRUCTOR);
    Visitor browser =
        new Visitor(site.app()).withCookie(LaunchCookie.nameOf(open.launch().id()), open.token());

    assertEquals("'self' https:", framedBy(browser.get("/l/" + open.launch().id() + "/")));
  }

  @Test
  @Requirement({"I29", "PS-07"})
  void nobodyMayFrameThePagesOfAdministrators() {
    assertEquals("'none'", framedBy(new Visitor(site.app()).get("/admin/login")));
  }

  private static String framedBy(Visitor.Answer answer) {
    String policy = answer.header("Content-Security-Policy").orElseThrow();
    assertTrue(policy.contains("; frame-ancestors "), policy);
    return policy.replaceFirst(".*; frame-ancestors ", "");
  }
}
