package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.examhall.core.attempt.Mode;
import org.examhall.player.ExamRoom.Window;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Network.Weather;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Students in the real player on the real site, while the network fails them. */
class PlayerNetworkE2E {
  private static final String PAGE_EVENT =
      "name => dispatchEvent(new PageTransitionEvent(name, { persisted: true }))";

  /** Promised are 5 s; a busy machine is slow, and a silent line is given up after 10. */
  private static final Duration SOONER_THAN_SILENCE = Duration.ofSeconds(9);

  @RegisterExtension static final Browser browser = new Browser();
  @TempDir private static Path folder;
  private static ExamRoom room;

  @BeforeAll
  static void open() throws IOException {
    room = new ExamRoom(folder);
  }

  @AfterAll
  static void close() {
    room.close();
  }

  @BeforeEach
  void clear() {
    room.network().become(Weather.CLEAR);
  }

  @Test
  @Requirement("F14")
  void offlineTheStudentWorksOnAndAllArrivesAfterwards() {
    Sitting ann = room.sitting();
    Window window = begun(browser.person(), ann);

    room.network().become(Weather.DOWN);
    window.typeAndSubmit("q0p1", "1.5");
    ExamRoom.await().atMost(SOONER_THAN_SILENCE).until(() -> window.state().equals("offline"));
    String offline = window.status();
    window.typeAndSubmit("q0p1", "6.25");
    room.network().become(Weather.CLEAR);
    window.awaitState("saved");

    assertTrue(offline.contains("Offline - keep working, nothing is lost"), offline);
    assertEquals("6.25", room.response(ann, "q0p1"));
    assertEquals(
        window.page().evaluate("API_1484_11.GetValue('cmi.suspend_data')"),
        room.stored(ann, "cmi.suspend_data"));
  }

  @Test
  @Requirement("F14")
  void aLineThatDiedWithoutAWordIsNoticedAndReplaced() {
    Sitting ann = room.sitting();
    Window window = begun(browser.person(), ann);

    room.network().become(Weather.SILENT);
    window.typeAndSubmit("q0p1", "6.25");
    window.awaitState("offline");
    room.network().become(Weather.CLEAR);
    window.awaitState("saved");

    assertEquals("6.25", room.response(ann, "q0p1"));
  }

  @Test
  @Requirement("F15")
  void behindAProxyWithoutSocketsTheExamOpensAndSavesOverHttp() {
    Sitting ann = room.sitting();
    room.network().become(Weather.NO_SOCKETS);

    Window window = begun(browser.person(), ann);
    window.typeAndSubmit("q0p1", "6.25");

    ExamRoom.await().until(() -> room.response(ann, "q0p1"), "6.25"::equals);
    window.awaitState("saved");
    window.endExam();
    window.awaitState("ended");
    assertEquals("completed", room.stored(ann, "cmi.completion_status"));
  }

  @Test
  @Requirement("F15")
  void whenSocketsStopInTheMiddleHttpTakesOverSoon() {
    Sitting ann = room.sitting();
    Window window = begun(browser.person(), ann);

    room.network().become(Weather.NO_SOCKETS);
    window.typeAndSubmit("q0p1", "6.25");

    ExamRoom.await()
        .atMost(SOONER_THAN_SILENCE)
        .until(() -> room.response(ann, "q0p1"), "6.25"::equals);
    window.awaitState("saved");
  }

  @Test
  @Requirement("F14")
  void theWelcomePageOfANetworkIsNoAck() {
    Sitting ann = room.sitting();
    Window window = begun(browser.person(), ann);

    room.network().become(Weather.PORTAL);
    window.typeAndSubmit("q0p1", "6.25");
    window.awaitState("offline");
    String stored = room.response(ann, "q0p1");
    room.network().become(Weather.CLEAR);
    window.awaitState("saved");

    assertNotEquals("6.25", stored);
    assertEquals("6.25", room.response(ann, "q0p1"));
  }

  @Test
  @Requirement("F14")
  void theRefusalOfAGatewayIsNotTheServers() {
    Sitting ann = room.sitting();
    Window window = begun(browser.person(), ann);
    var blocked = new Route.FulfillOptions().setStatus(403).setBody("{\"error\":\"blocked\"}");

    window.page().route("**/play/message", route -> route.fulfill(blocked));
    room.network().become(Weather.NO_SOCKETS);
    window.typeAndSubmit("q0p1", "6.25");
    window.awaitState("offline");
    window.page().unroute("**/play/message");
    window.awaitState("saved");

    assertEquals("6.25", room.response(ann, "q0p1"));
  }

  @Test
  @Requirement("F15")
  void behindAProxyThatTakesNoLongBodiesShorterOnesAreSent() {
    Sitting ann = room.sitting();
    Window window = begun(browser.person(), ann);
    room.network().become(Weather.DOWN);
    window.typeAndSubmit("q0p1", "1.5");
    window.awaitState("offline");
    window.typeAndSubmit("q0p1", "6.25");
    window.awaitJournaled("6.25");

    window
        .page()
        .route(
            "**/play/message",
            route -> {
              boolean isLong = route.request().postData().split("\"save\"", -1).length > 2;
              if (isLong) {
                route.fulfill(new Route.FulfillOptions().setStatus(413));
              } else {
                route.resume();
              }
            });
    room.network().become(Weather.NO_SOCKETS);
    window.awaitState("saved");

    assertEquals("6.25", room.response(ann, "q0p1"));
  }

  @Test
  @Requirement({"F16", "NLP-D6"})
  void answersWhoseAckWasLostAreStoredOnce() {
    Sitting ann = room.sitting();
    Window window = begun(browser.person(), ann);

    room.network().become(Weather.ANSWERS_LOST);
    window.typeAndSubmit("q0p1", "6.25");
    ExamRoom.await().until(() -> room.response(ann, "q0p1"), "6.25"::equals);
    int before = room.batches(ann);
    room.network().breakConnections();
    room.network().become(Weather.CLEAR);
    window.awaitState("saved");

    assertEquals(
        window.page().evaluate("API_1484_11.GetValue('cmi.suspend_data')"),
        room.stored(ann, "cmi.suspend_data"));
    assertTrue(room.batches(ann) - before <= 1, "at most the whole value after a lost ack");
  }

  @Test
  @Requirement({"F18", "NLP-D3"})
  void whatACrashedBrowserHeldIsThereAtTheNextVisit() {
    Sitting ann = room.sitting();
    BrowserContext student = browser.person();
    Window crashed = begun(student, ann);
    room.network().become(Weather.DOWN);
    crashed.typeAndSubmit("q0p1", "6.25");
    crashed.awaitState("offline");
    crashed.awaitJournaled("6.25");
    assertThrows(PlaywrightException.class, () -> crashed.page().navigate("chrome://crash"));
    String stored = room.response(ann, "q0p1");
    room.network().become(Weather.CLEAR);

    Window next = room.open(student, ann);
    next.exam().locator("[data-action=resume]").click();

    assertNotEquals("6.25", stored);
    assertEquals("6.25", next.answer("q0p1").inputValue());
    assertEquals("6.25", room.response(ann, "q0p1"));
    next.awaitState("saved");
  }

  /** As a browser does that keeps pages in memory: it takes their lines away meanwhile. */
  @Test
  @Requirement("F19")
  void aWindowThatComesBackOutOfTheBrowsersMemoryGoesOn() {
    Sitting ann = room.sitting();
    Window window = begun(browser.person(), ann);

    window.page().evaluate(PAGE_EVENT, "pagehide");
    room.network().breakConnections();
    window.page().evaluate(PAGE_EVENT, "pageshow");
    window.typeAndSubmit("q0p1", "6.25");
    window.awaitState("saved");

    assertEquals("6.25", room.response(ann, "q0p1"));
    assertEquals("normal", window.page().evaluate("API_1484_11.GetValue('cmi.mode')"));
  }

  @Test
  @Requirement({"F17", "NLP-D4"})
  void whatAnOldDeviceStillHeldNeverOverwritesWhatWasDoneSince() {
    Sitting ann = room.sitting();
    BrowserContext laptop = browser.person();
    Window first = begun(laptop, ann);
    room.network().become(Weather.DOWN);
    first.typeAndSubmit("q0p1", "1.5");
    first.awaitState("offline");
    first.awaitJournaled("1.5");
    first.page().close();
    room.network().become(Weather.CLEAR);
    Window phone = room.open(browser.person(), ann);
    phone.exam().locator("[data-action=begin], [data-action=resume]").click();
    phone.typeAndSubmit("q0p1", "6.25");
    phone.awaitState("saved");
    String done = room.stored(ann, "cmi.suspend_data");
    phone.page().close();

    Window again = room.open(laptop, ann);
    again.exam().locator("[data-action=resume]").click();
    ExamRoom.await()
        .alias("what the old device held is in the history")
        .until(() -> room.isInHistory(ann, "\\\"1.5\\\""));

    assertEquals("6.25", again.answer("q0p1").inputValue());
    assertEquals("6.25", room.response(ann, "q0p1"));
    assertEquals(done, room.stored(ann, "cmi.suspend_data"));
  }

  @Test
  @Requirement("NLP-D9")
  void withoutSocketsANewClosingTimeIsToldAllTheSame() {
    Sitting ann = room.sitting();
    room.network().become(Weather.NO_SOCKETS);
    Window window = begun(browser.person(), ann);

    room.closesIn(ann, 9);

    window.page().locator("#time-left").waitFor();
    assertTrue(window.page().locator("#time-left").innerText().contains("9 min left"));
  }

  @Test
  void whoeverLeavesWhileSomethingIsOnlyHereIsAsked() {
    Sitting ann = room.sitting();
    Window window = begun(browser.person(), ann);
    List<String> questions = new ArrayList<>();
    window
        .page()
        .onDialog(
            dialog -> {
              questions.add(dialog.type());
              dialog.dismiss();
            });

    room.network().become(Weather.DOWN);
    window.typeAndSubmit("q0p1", "6.25");
    window.awaitState("offline");
    window.page().close(new Page.CloseOptions().setRunBeforeUnload(true));
    ExamRoom.await().until(() -> window.state().equals("offline") && !questions.isEmpty());

    assertEquals(List.of("beforeunload"), questions);
  }

  @Test
  void anExamThatCannotReachTheServerWhileItOpensSaysSoAndOpensLater() {
    Sitting ann = room.sitting();
    Page page = browser.page();
    page.route(
        "**/play/session",
        route -> {
          var session = route.fetch();
          room.network().become(Weather.DOWN);
          route.fulfill(new Route.FulfillOptions().setResponse(session));
        });
    page.navigate(room.address(ann, Mode.NORMAL));
    Window window = new Window(page);

    ExamRoom.await().until(() -> window.cover().contains("cannot be reached"));
    room.network().become(Weather.CLEAR);

    window.exam().locator("main:not([data-screen=loading])").waitFor();
    window.awaitState("saved");
  }

  @Test
  @Requirement("F14")
  void whatHangsOnAnOldConnectionIsSentOverTheNewOne() {
    Sitting ann = room.sitting();
    Window window = begun(browser.person(), ann);
    window.awaitState("saved");

    room.network().become(Weather.SILENT);
    window
        .page()
        .waitForRequest(
            "**/play/message",
            new Page.WaitForRequestOptions().setTimeout(60_000),
            () -> window.typeAndSubmit("q0p1", "6.25"));
    room.network().become(Weather.OLD_ONES_SILENT);

    window.awaitState("saved");
    ExamRoom.await().until(() -> room.response(ann, "q0p1").equals("6.25"));
    assertEquals(List.of(), room.missing(ann));
  }

  @Test
  @Requirement({"F14", "NLP-D8"})
  void aConnectionThatBreaksAgainAndAgainLosesNothing() {
    Sitting ann = room.sitting();
    Window window = begun(browser.person(), ann);

    for (int i = 1; i <= 10; i++) {
      window.typeAndSubmit("q0p1", Integer.toString(i));
      room.network().breakConnections();
    }
    window.awaitState("saved");

    assertEquals("10", room.response(ann, "q0p1"));
    assertEquals(
        window.page().evaluate("API_1484_11.GetValue('cmi.suspend_data')"),
        room.stored(ann, "cmi.suspend_data"));
    assertEquals(List.of(), room.missing(ann));
  }

  @Test
  @Requirement("F14")
  void twoSecondsOfLatencyHoldNobodyUp() {
    Sitting ann = room.sitting();
    Window window = begun(browser.person(), ann);
    room.network().become(Weather.SLOW);

    // The shortest of several: whatever else the machine does only makes some longer.
    long shortest = Long.MAX_VALUE;
    for (String answer : List.of("1", "2", "6.25")) {
      long since = System.nanoTime();
      window.typeAndSubmit("q0p1", answer);
      shortest = Math.min(shortest, (System.nanoTime() - since) / 1_000_000);
    }

    assertTrue(shortest < 1500, "typing and submitting took " + shortest + " ms");
    ExamRoom.await().until(() -> room.response(ann, "q0p1"), "6.25"::equals);
    window.awaitState("saved");
  }

  private static Window begun(BrowserContext student, Sitting sitting) {
    Window window = room.open(student, sitting);
    window.begin();
    window.awaitState("saved");
    return window;
  }
}
