package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.examhall.core.attempt.AttemptState;
import org.examhall.core.context.Role;
import org.examhall.demo.server.DevRedis;
import org.examhall.kernel.config.Option;
import org.examhall.player.ExamRoom.Window;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World.OpenLaunch;
import org.examhall.web.http.LaunchCookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The student is at one web process, the instructor at another. */
class ExtraTimeE2E {
  /** Promised are 2 s; a busy machine is slow, and processes look by themselves every 10 s. */
  private static final Duration PUSHED = Duration.ofSeconds(5);

  /** Promised are 15 s. */
  private static final Duration LOOKED_FOR = Duration.ofSeconds(30);

  @RegisterExtension static final Browser browser = new Browser();
  @TempDir private static Path folder;
  private static DevRedis redis;
  private static ExamRoom room;
  private static RunningApp other;

  @BeforeAll
  static void open() throws IOException {
    redis = DevRedis.start(folder.resolve("redis"));
    Map<String, String> settings =
        Map.of(
            Option.REDIS_URL.variable(), redis.url(),
            Option.DATA_DIR.variable(), folder.toString());
    room = new ExamRoom(folder, settings);
    other = RunningApp.start(room.world(), settings);
  }

  @AfterAll
  static void close() {
    other.close();
    room.close();
    redis.close();
  }

  @Test
  @Requirement({"IN16", "NLP-D9"})
  void extraTimeIsOnTheScreenOfWhoIsInsideByAPushAndTheExamHasIt() {
    Sitting ann = room.sitting();
    Window window = room.open(browser.person(), ann);
    window.begin();
    window.awaitState("saved");

    give(ann, Map.of("amount", "10", "unit", "minutes"));

    within(PUSHED).until(() -> notices(window).contains("You have 10 more minutes"));
    assertEquals("status", window.page().locator("#notices").getAttribute("role"));
    assertEquals("10", value(window, "numbas.duration_extension.amount"));
    assertEquals("minutes", value(window, "numbas.duration_extension.units"));
  }

  @Test
  @Requirement("IN16")
  void withRedisStoppedItIsThereWithinFifteen() {
    Sitting ann = room.sitting();
    room.timeLimit(ann, 40);
    Window window = room.open(browser.person(), ann);
    window.begin();
    window.awaitState("saved");
    redis.stop();
    try {
      give(ann, Map.of("amount", "50", "unit", "percent"));

      within(LOOKED_FOR).until(() -> notices(window).contains("You have 20 more minutes"));
      assertTrue(
          timeLeft(window).innerText().contains("60 min left"), timeLeft(window).innerText());
    } finally {
      redis.restart();
    }
  }

  @Test
  @Requirement({"F20", "IN16"})
  void anExamThatTheClockEndedGoesOnWithMoreTime() {
    Sitting ann = room.sitting();
    room.timeLimit(ann, 40);
    Window window = room.open(browser.person(), ann);
    window.begin();
    window.awaitState("saved");

    room.startedMinutesAgo(ann, 41);
    ExamRoom.await().until(() -> window.cover().contains("Time is up"));
    ExamRoom.await().until(() -> ann.attempt().state() == AttemptState.ENDED);
    give(ann, Map.of("deadline", "1", "deadline_unit", "hours", "amount", "15", "unit", "minutes"));
    within(PUSHED).until(() -> window.cover().contains("You have been given more time"));

    assertEquals(AttemptState.RUNNING, ann.attempt().state());
    Window next = room.open(browser.person(), ann);
    next.exam().locator("[data-action=resume]").click();
    next.type("q0p1", "6.25");
    next.submit("q0p1");
    ExamRoom.await().until(() -> room.response(ann, "q0p1"), "6.25"::equals);
  }

  /** Through the page, as an instructor at the other process. */
  private static void give(Sitting sitting, Map<String, String> fields) {
    long teacher = room.world().person(sitting.consumer(), "Ada Teacher");
    OpenLaunch launch =
        room.world()
            .launch(
                sitting.consumer(),
                sitting.launch().contextId(),
                sitting.launch().resourceLinkId().orElseThrow(),
                teacher,
                Role.INSTRUCTOR);
    Visitor visitor =
        new Visitor(other.app())
            .withCookie(LaunchCookie.nameOf(launch.launch().id()), launch.token());
    String base = "/l/" + launch.launch().id() + "/extra-time";
    visitor.get(base + "/new");
    Map<String, String> all = new HashMap<>(fields);
    all.put("person", Long.toString(sitting.launch().personId()));
    assertEquals(303, visitor.post(base, all).status());
  }

  private static String notices(Window window) {
    return window.page().locator("#notices").innerText();
  }

  private static Locator timeLeft(Window window) {
    return window.page().locator("#time-left");
  }

  private static String value(Window window, String key) {
    return String.valueOf(window.page().evaluate("key => API_1484_11.GetValue(key)", key));
  }

  private static ConditionFactory within(Duration time) {
    return Awaitility.await().atMost(time).pollInterval(Duration.ofMillis(50)).pollInSameThread();
  }
}
