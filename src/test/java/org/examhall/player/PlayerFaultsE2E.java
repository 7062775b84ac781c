package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.examhall.core.attempt.AttemptState;
import org.examhall.core.attempt.Mode;
import org.examhall.demo.server.DevPostgres;
import org.examhall.demo.server.Ports;
import org.examhall.kernel.config.Option;
import org.examhall.player.ExamRoom.Window;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Network.Weather;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Servers;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.WebProcess;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a student lives through while a part of the installation fails: they work on. */
class PlayerFaultsE2E {
  @RegisterExtension static final Browser browser = new Browser();

  /** Promised are 2 s; a busy machine is slow, and what is silent is noticed after 10. */
  private static final Duration SOON = Duration.ofSeconds(8);

  /** How long the cable is out; {@code scripts/faults F14} takes a minute. */
  private static final int CABLE_SECONDS = Integer.getInteger("cable.seconds", 5);

  @TempDir private static Path folder;
  private static DevPostgres postgres;
  private static ExamRoom room;

  @BeforeAll
  static void open() throws IOException {
    postgres = Servers.ownPostgres();
    Map<String, String> settings = Map.of(Option.DATA_DIR.variable(), folder.toString());
    room = new ExamRoom(World.on(postgres), folder, settings);
  }

  @AfterAll
  static void close() {
    room.close();
    postgres.close();
  }

  @BeforeEach
  void clear() {
    room.network().become(Weather.CLEAR);
  }

  @Test
  @Requirement("F14")
  void theCableIsPulledWhileTheStudentTypes() {
    Sitting ann = room.sitting();
    BrowserContext student = browser.person();
    Window window = begun(room.open(student, ann));

    window.answer("q0p1").fill("6.");
    student.setOffline(true);
    room.network().become(Weather.DOWN);
    within(SOON, window, "offline");
    window.answer("q0p1").pressSequentially("25");
    window.submit("q0p1");
    window.page().waitForTimeout(CABLE_SECONDS * 1_000);
    String before = room.response(ann, "q0p1");
    student.setOffline(false);
    room.network().become(Weather.CLEAR);
    window.awaitState("saved");

    assertNotEquals("6.25", before);
    assertNothingIsMissing(window, ann);
  }

  @Test
  @Requirement("F14")
  void aLaptopIsClosedAndOpenedOnAnotherNetwork() {
    Sitting ann = room.sitting();
    Window window = begun(room.open(browser.person(), ann));
    window.type("q0p1", "1.5");
    window.submit("q0p1");

    lifecycle(window.page(), "frozen");
    room.network().become(Weather.OLD_ONES_SILENT);
    window.page().waitForTimeout(3_000);
    lifecycle(window.page(), "active");
    answer(window);
    assertEquals("saving", window.state());
    window.awaitState("saved");

    assertNothingIsMissing(window, ann);
  }

  @Test
  @Requirement("F01")
  void theWebProcessIsKilledAndStartedAgain(@TempDir Path logs) {
    Sitting ann = room.sitting();
    int port = Ports.free();
    WebProcess first = web(port, logs);
    Page page = browser.page();
    page.navigate("http://127.0.0.1:" + port + "/play/#t=" + ann.ticket(Mode.NORMAL));
    Window window = begun(new Window(page));

    first.close();
    within(SOON, window, "offline");
    answer(window);
    try (WebProcess second = web(port, logs)) {
      window.awaitState("saved");
    }

    assertNothingIsMissing(window, ann);
  }

  @Test
  @Requirement("F04")
  void postgresqlIsRestarted() {
    Sitting ann = room.sitting();
    Window window = begun(room.open(browser.person(), ann));

    postgres.immediateStop();
    answer(window);
    assertEquals("saving", window.state());
    postgres.restart();
    window.awaitState("saved");

    assertNothingIsMissing(window, ann);
  }

  @Test
  @Requirement("F13")
  void theDevicesClockJumpsInTheMiddleOfTheExam() {
    Sitting ann = room.sitting();
    room.closesIn(ann, 9);
    Window window = begun(room.open(browser.person(), ann));
    window.page().locator("#time-left").waitFor();

    String jump = "() => { const now = Date.now; Date.now = () => now() + 3 * 3600000; }";
    window.page().evaluate(jump);
    window.exam().locator("main").evaluate(jump);
    answer(window);
    window.page().waitForTimeout(2_000);
    window.awaitState("saved");

    String left = window.page().locator("#time-left").innerText();
    assertTrue(left.contains("9 min left") || left.contains("8 min left"), left);
    assertEquals(AttemptState.RUNNING, ann.attempt().state());
    assertNothingIsMissing(window, ann);
  }

  @Test
  @Requirement({"F20", "I23"})
  void whatWasDoneOfflineArrivesTenMinutesAfterTheClosing() {
    Sitting ann = room.sitting();
    Window window = begun(room.open(browser.person(), ann));
    room.network().become(Weather.DOWN);
    answer(window);
    window.awaitState("offline");

    room.closesIn(ann, -10);
    room.network().become(Weather.CLEAR);
    window.awaitState("late");

    assertTrue(window.status().contains("kept, and marked as late"), window.status());
    assertNotEquals("6.25", room.response(ann, "q0p1"));
    assertTrue(room.isInHistory(ann, "6.25"));
    assertTrue(room.arrived(ann).lateElements() > 0);
    assertEquals(AttemptState.ENDED, ann.attempt().state());
  }

  @Test
  @Requirement({"F20", "I23"})
  void whatAClosedWindowHeldAtTheEndIsSentWhenTheSameBrowserOpensTheExamAgain() {
    Sitting ann = room.sitting();
    BrowserContext student = browser.person();
    leftOfflineUntilTheEnd(ann, room.open(student, ann));

    Window later = new Window(student.newPage());
    later.page().navigate(room.address(ann, Mode.NORMAL));
    later.awaitState("late");

    assertTrue(later.cover().contains("Everything was received"), later.cover());
    assertTrue(later.page().locator("header a[data-receipt]").isVisible());
    assertTrue(room.isInHistory(ann, "6.25"));
    assertTrue(room.arrived(ann).lateElements() > 0);
    assertNotEquals("6.25", room.response(ann, "q0p1"));
  }

  @Test
  @Requirement("I23")
  void aWindowThatComesAfterTheEndAndHoldsNothingSaysThatAllIsThere() {
    Sitting ann = room.sitting();
    begun(room.open(browser.person(), ann)).page().close();
    room.ended(ann);

    Window later = new Window(browser.page());
    later.page().navigate(room.address(ann, Mode.NORMAL));
    later.awaitState("ended");

    assertTrue(later.cover().contains("Everything was received"), later.cover());
  }

  @Test
  @Requirement({"F15", "I23"})
  void aReviewTakesNothingFromTheJournal() {
    Sitting ann = room.sitting();
    BrowserContext student = browser.person();
    leftOfflineUntilTheEnd(ann, room.open(student, ann));

    room.network().become(Weather.NO_SOCKETS);
    Window review = room.open(student, ann, Mode.REVIEW);
    review.awaitState("ended");

    review.awaitJournaled("6.25");
  }

  /** A student begins, answers offline, and closes the window; the attempt ends meanwhile. */
  private static void leftOfflineUntilTheEnd(Sitting sitting, Window window) {
    begun(window);
    room.network().become(Weather.DOWN);
    answer(window);
    window.awaitJournaled("6.25");
    window.page().close();
    room.ended(sitting);
    room.network().become(Weather.CLEAR);
  }

  @Test
  @Requirement("F17")
  void aSecondTabTakesTheExamOverWithWhatTheFirstHadJustBeenTold() {
    Sitting ann = room.sitting();
    BrowserContext student = browser.person();
    Window first = begun(room.open(student, ann));

    answer(first);
    Window second = room.open(student, ann);
    within(SOON, first, "taken");
    second.exam().locator("[data-action=resume]").click();
    second.awaitState("saved");

    assertEquals("6.25", second.answer("q0p1").inputValue());
    assertEquals("6.25", room.response(ann, "q0p1"));
    assertEquals(List.of(), room.arrived(ann).gaps());
  }

  private static Window begun(Window window) {
    window.begin();
    window.awaitState("saved");
    return window;
  }

  private static void answer(Window window) {
    window.type("q0p1", "6.25");
    window.submit("q0p1");
  }

  private static void within(Duration time, Window window, String state) {
    ExamRoom.await().atMost(time).until(() -> window.state().equals(state));
  }

  private static void assertNothingIsMissing(Window window, Sitting sitting) {
    assertEquals("6.25", room.response(sitting, "q0p1"));
    assertEquals(
        window.page().evaluate("API_1484_11.GetValue('cmi.suspend_data')"),
        room.stored(sitting, "cmi.suspend_data"));
    assertEquals(List.of(), room.missing(sitting));
  }

  private static void lifecycle(Page page, String state) {
    CDPSession devtools = page.context().newCDPSession(page);
    JsonObject wanted = new JsonObject();
    wanted.addProperty("state", state);
    devtools.send("Page.setWebLifecycleState", wanted);
    devtools.detach();
  }

  private static WebProcess web(int port, Path logs) {
    return WebProcess.start(room.site().config(), Map.of(), port, logs.resolve("web.log"));
  }
}
