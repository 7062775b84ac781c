package org.examhall.player;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import org.examhall.core.attempt.Mode;
import org.examhall.player.ExamRoom.Window;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Network.Weather;
import org.examhall.testkit.Pictures;
import org.examhall.testkit.Sitting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The player in each of its states, in pictures. */
class PlayerGalleryE2E {
  @RegisterExtension static final Browser browser = new Browser();
  @TempDir static Path folder;
  private static ExamRoom room;

  @BeforeAll
  static void open() throws IOException {
    room = new ExamRoom(folder);
  }

  @AfterAll
  static void close() {
    room.close();
  }

  @AfterEach
  void clear() {
    room.network().become(Weather.CLEAR);
  }

  @Test
  void fromTheFirstAnswerToTheReview() {
    Sitting ann = room.sitting();
    room.closesIn(ann, 9);
    BrowserContext laptop = browser.person();
    Window window = room.open(laptop, ann);
    window.begin();
    window.type("q0p1", "6.25");
    window.submit("q0p1");
    window.awaitState("saved");
    Pictures.takeAndCheck(window.page(), "player-saved");

    room.network().become(Weather.DOWN);
    window.type("q0p1", "6.5");
    window.submit("q0p1");
    window.awaitState("offline");
    Pictures.takeAndCheck(window.page(), "player-offline");
    room.network().become(Weather.CLEAR);
    window.awaitState("saved");

    Window other = room.open(browser.person(), ann);
    window.awaitState("taken");
    Pictures.takeAndCheck(window.page(), "player-taken");

    other.exam().locator("[data-action=resume]").click();
    room.arrivesOfTheFirstWindow(ann, 2);
    other.endExam();
    other.awaitState("unsaved");
    Pictures.takeAndCheck(other.page(), "player-elsewhere");
    room.arrivesOfTheFirstWindow(ann, -1);
    other.awaitState("ended");
    Pictures.takeAndCheck(other.page(), "player-ended");
    Window review = room.open(laptop, ann, Mode.REVIEW);
    review.awaitState("ended");
    Pictures.takeAndCheck(review.page(), "player-review");
  }

  @Test
  void anExamThatDoesNotStart() {
    Page page = browser.page();
    page.clock().install();
    page.route("**/index.html*", route -> {}); // nobody ever answers
    page.navigate(room.address(room.sitting(), Mode.NORMAL));
    page.locator("iframe#player").waitFor();
    page.clock().runFor(21_000);
    page.locator("#trouble h2").waitFor();
    Pictures.takeAndCheck(page, "player-not-started");
  }

  @Test
  void aTicketThatWasUsedAlready() {
    Sitting ann = room.sitting();
    String address = room.address(ann, Mode.NORMAL);
    Page page = browser.page();
    page.navigate(address);
    new Window(page).awaitState("saved");
    Page again = browser.page();
    again.navigate(address);
    again.locator("#cover h2").waitFor();
    Pictures.takeAndCheck(again, "player-ticket-used");
  }
}
