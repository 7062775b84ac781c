package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.examhall.core.attempt.AttemptState;
import org.examhall.core.attempt.Mode;
import org.examhall.player.ExamRoom.Window;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Students in the real player on the real site, while the network is well. */
class PlayerSocketE2E {
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

  @Test
  void answersReachTheDatabaseOverTheSocketWhileTheStudentWorks() {
    Sitting ann = room.sitting();
    Window window = room.open(browser.person(), ann);
    List<String> posts = new ArrayList<>();
    window.page().onRequest(request -> posts.add(request.method() + request.url()));
    window.begin();

    window.type("q0p1", "6.25");
    window.submit("q0p1");

    ExamRoom.await().until(() -> room.response(ann, "q0p1"), "6.25"::equals);
    window.awaitState("saved");
    assertTrue(window.status().contains("All answers saved"), window.status());
    assertTrue(posts.stream().noneMatch(post -> post.startsWith("POST")), posts.toString());
  }

  @Test
  void aStudentWhoClosedTheTabGoesOnWhereTheyWere() {
    Sitting ann = room.sitting();
    BrowserContext student = browser.person();
    Window first = room.open(student, ann);
    first.begin();
    first.type("q0p1", "6.25");
    first.submit("q0p1");
    first.awaitState("saved");
    first.page().close();

    Window second = room.open(student, ann);
    second.exam().locator("[data-action=resume]").click();

    assertEquals("6.25", second.answer("q0p1").inputValue());
    assertEquals("resume", second.page().evaluate("API_1484_11.GetValue('cmi.entry')"));
  }

  @Test
  @Requirement("F17")
  void theNewestWindowHasTheExamAndTheOlderOneSaysSo() {
    Sitting ann = room.sitting();
    Window laptop = room.open(browser.person(), ann);
    laptop.begin();

    Window phone = room.open(browser.person(), ann);
    laptop.awaitState("taken");
    laptop.page().evaluate("API_1484_11.SetValue('cmi.location', 'old window')");

    assertTrue(laptop.cover().contains("open in another window"), laptop.cover());
    assertFalse(laptop.page().locator("iframe#player").isVisible());
    phone.awaitState("saved");
    assertFalse(room.stored(ann, "cmi.location").contains("old"));
  }

  @Test
  void everythingReceivedIsSaidOnlyWhenItIsAndTheResultsStayInSight() {
    Sitting ann = room.sitting();
    Window window = room.open(browser.person(), ann);
    window.begin();
    window.type("q0p1", "6.25");
    window.submit("q0p1");

    window.endExam();
    window.awaitState("ended");

    assertTrue(window.status().contains("Everything received"), window.status());
    assertEquals("completed", room.stored(ann, "cmi.completion_status"));
    assertEquals(AttemptState.ENDED, ann.attempt().state());
    assertTrue(window.exam().locator("[data-result=exam]").isVisible());
  }

  @Test
  @Requirement("ST11")
  void theReceiptIsOfferedOnceEverythingWasReceivedAndNotBefore() {
    Sitting ann = room.sitting();
    Window window = room.open(browser.person(), ann);
    var link = window.page().locator("header a[data-receipt]");
    window.begin();
    boolean before = link.isVisible();

    window.endExam();
    window.awaitState("ended");
    link.click();

    assertFalse(before);
    window
        .page()
        .waitForURL("**/l/" + ann.launch().id() + "/attempts/" + ann.attemptId() + "/receipt");
    var arrived = room.arrived(ann);
    assertEquals(List.of(), arrived.gaps());
    assertEquals(0, arrived.lateElements());
  }

  @Test
  void theBackLinkLeadsToTheFrontPageWithoutTheExamsQuestion() {
    Sitting ann = room.sitting();
    Window window = room.open(browser.person(), ann);
    List<String> dialogs = new ArrayList<>();
    window
        .page()
        .onDialog(
            dialog -> {
              dialogs.add(dialog.type());
              dialog.accept();
            });
    window.begin();
    window.exam().locator("main").evaluate("() => { window.onbeforeunload = () => 'Stay?'; }");

    window.page().locator("header a[data-back]").click();
    window.page().waitForURL("**/l/" + ann.launch().id() + "/");

    assertEquals(List.of(), dialogs);
  }

  @Test
  @Requirement("F19")
  void aReloadedOrRestoredWindowLeadsToTheFrontPageAndNeverStartsFromScratch() {
    Sitting ann = room.sitting();
    Window window = room.open(browser.person(), ann);
    window.begin();
    window.awaitState("saved");
    String before = room.stored(ann, "cmi.suspend_data");

    window.page().reload();
    window.page().waitForURL(url -> url.contains("localhost"));

    assertTrue(window.page().url().endsWith("/l/" + ann.launch().id() + "/"));
    assertEquals(before, room.stored(ann, "cmi.suspend_data"));
  }

  @Test
  @Requirement("I34")
  void anAddressMadeUpBySomebodyElseLeadsNowhereElse() {
    Page page = browser.page();

    page.navigate(room.site().content() + "/play/#l=http://evil.example/l/x/");
    page.waitForURL(url -> url.startsWith(room.site().app().toString()));

    assertFalse(page.url().contains("evil"));
  }

  @Test
  void aTicketWorksOnceAndTheRefusalTellsTheWayBack() {
    Sitting ann = room.sitting();
    String address = room.address(ann, Mode.NORMAL);
    Page first = browser.page();
    first.navigate(address);
    new Window(first).exam().locator("main").waitFor();

    Page second = browser.page();
    second.navigate(address);
    second.locator("#cover a[data-back]").waitFor();

    assertTrue(new Window(second).cover().contains("cannot be opened"), new Window(second).cover());
  }

  @Test
  void neitherTicketNorTokenStaysInAddressOrStorage() {
    Sitting ann = room.sitting();
    String address = room.address(ann, Mode.NORMAL);
    String ticket = address.substring(address.indexOf("#t=") + 3);
    Page page = browser.page();
    List<String> tokens = new ArrayList<>();
    page.onResponse(
        response -> {
          if (response.url().endsWith("/play/session")) {
            tokens.add(response.text().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1"));
          }
        });
    page.navigate(address);
    new Window(page).begin();

    Object kept =
        page.evaluate(
            """
            async () => {
              const open = indexedDB.open("examhall-player");
              await new Promise((opened) => (open.onsuccess = opened));
              const all = open.result.transaction("batches").objectStore("batches").getAll();
              await new Promise((read) => (all.onsuccess = read));
              return JSON.stringify([location.href, history.state, { ...localStorage }, { ...sessionStorage },
                document.cookie, all.result]);
            }
            """);

    assertEquals(1, tokens.size());
    assertFalse(kept.toString().contains(ticket));
    assertFalse(kept.toString().contains(tokens.get(0)));
  }

  @Test
  void whatIsSetInTheLastMomentArrivesThoughThePageIsLeft() {
    Sitting ann = room.sitting();
    Window window = room.open(browser.person(), ann);
    window.begin();
    window.awaitState("saved");

    window
        .page()
        .evaluate(
            "API_1484_11.SetValue('cmi.interactions.0.staged_answer', 'last'); location.href = 'about:blank'");

    ExamRoom.await()
        .until(() -> room.stored(ann, "cmi.interactions.0.staged_answer"), "last"::equals);
    window.page().waitForURL("about:blank");
  }

  @Test
  @Requirement("F18")
  void withStorageBlockedTheExamWorksAndTheLineSaysWhatIsDifferent() {
    Sitting ann = room.sitting();
    BrowserContext student = browser.person();
    student.addInitScript(
        "Object.defineProperty(window, 'indexedDB', { value: { open() { throw new DOMException('x', 'SecurityError'); } } });");
    Window window = room.open(student, ann);
    window.begin();

    window.type("q0p1", "6.25");
    window.submit("q0p1");

    ExamRoom.await().until(() -> room.response(ann, "q0p1"), "6.25"::equals);
    window.awaitState("saved");
    assertTrue(window.status().contains("cannot keep a copy"), window.status());
  }

  @Test
  void aReviewShowsEverythingAndRecordsNothing() {
    Sitting ann = room.sitting();
    BrowserContext student = browser.person();
    Window window = room.open(student, ann);
    window.begin();
    window.endExam();
    window.awaitState("ended");
    window.page().close();
    int batches = room.batches(ann);

    Window review = room.open(student, ann, Mode.REVIEW);
    review.exam().locator("[data-result=exam]").waitFor();
    review.page().evaluate("API_1484_11.SetValue('cmi.score.raw', '100')");

    assertEquals("review", review.page().evaluate("API_1484_11.GetValue('cmi.mode')"));
    review.awaitState("ended");
    assertTrue(review.status().contains("Review"), review.status());
    assertEquals(batches, room.batches(ann));
  }

  @Test
  @Requirement("I17")
  void messagesFromTheExamOrAnotherWindowChangeNothing() {
    Window window = room.open(browser.person(), room.sitting());
    window.begin();
    window.awaitState("saved");

    window
        .exam()
        .locator("main")
        .evaluate(
            """
            () => {
              for (const message of [{ t: "taken", epoch: 99 }, { t: "ended", reason: "closed" }, "close", { v: 1, token: 1 }]) {
                parent.postMessage(message, "*");
                parent.postMessage(JSON.stringify(message), "*");
              }
            }
            """);
    window.type("q0p1", "6.25");
    window.submit("q0p1");

    window.awaitState("saved");
    assertFalse(window.page().locator("#cover").isVisible());
  }

  @Test
  @Requirement({"F13", "NLP-D10"})
  void aDueDateThatComesNearIsShownByTheServersClockThoughTheDevicesIsWrong() {
    Sitting ann = room.sitting();
    BrowserContext student = browser.person();
    student.addInitScript("const now = Date.now; Date.now = () => now() + 3 * 3600000;");
    Window window = room.open(student, ann);
    window.begin();

    room.closesIn(ann, 9);
    window.type("q0p1", "6.25");
    window.submit("q0p1");
    window.page().locator("#time-left").waitFor();

    assertTrue(window.page().locator("#time-left").innerText().contains("9 min left"));
  }

  @Test
  void nothingThePlayerDoesOffendsItsOwnPolicy() {
    Page page = browser.page();
    List<String> problems = new ArrayList<>();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            problems.add(message.text());
          }
        });
    page.onPageError(problems::add);
    page.navigate(room.address(room.sitting(), Mode.NORMAL));
    Window window = new Window(page);

    window.begin();
    window.endExam();
    window.awaitState("ended");

    assertEquals(List.of(), problems);
  }

  @Test
  void runningTakenAndEndedPagesAreAccessibleOnAPhone() {
    Sitting ann = room.sitting();
    BrowserContext phone = browser.person(device -> device.setViewportSize(320, 640));
    Window window = room.open(phone, ann);
    window.begin();
    window.awaitState("saved");

    List<Object> problems = new ArrayList<>(audit(window.page()));
    boolean scrolls =
        (Boolean) window.page().evaluate("document.documentElement.scrollWidth > 360");
    room.open(browser.person(), ann);
    window.awaitState("taken");
    problems.addAll(audit(window.page()));

    assertEquals(List.of(), problems);
    assertFalse(scrolls);
  }

  @SuppressWarnings("unchecked")
  private static List<Object> audit(Page page) {
    page.evaluate("source => { const script = new Function(source); script(); }", room.axe());
    Map<String, Object> found =
        (Map<String, Object>)
            page.evaluate(
                """
                async () => {
                  const result = await axe.run({ exclude: ["#player"] }, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
                  return { violations: result.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`) };
                }
                """);
    return (List<Object>) found.get("violations");
  }
}
