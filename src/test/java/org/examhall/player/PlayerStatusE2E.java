package org.examhall.player;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.examhall.kernel.text.Messages;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the line on top says, when, and how often; and the time that is left. */
class PlayerStatusE2E {
  @RegisterExtension static final Browser browser = new Browser();
  private static final String FACTS =
      "{ phase: 'running', waiting: 0, waitingMillis: 0, reachable: true, durable: true,"
          + " late: false, elsewhere: false, refused: null, ...more }";
  private static PlayerAssets assets;
  private static Page page;

  @BeforeAll
  static void serve() throws IOException {
    assets = new PlayerAssets();
    page = browser.page();
  }

  @AfterAll
  static void stop() {
    assets.close();
  }

  @BeforeEach
  void blank() {
    page.navigate(assets.blankPage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                          | saved   | All answers saved
          {durable: false}                            | saved   | Saved, but this browser cannot keep a copy - do not close it while offline
          {waiting: 1, waitingMillis: 9000}           | saving  | Saving…
          {waiting: 1, waitingMillis: 11000}          | unsaved | Not saved yet - keep this page open, it is tried again
          {reachable: false, waiting: 3}              | offline | Offline - keep working, nothing is lost
          {reachable: false}                          | offline | Offline - keep working, nothing is lost
          {reachable: false, durable: false}          | offline | Offline - keep this window open, answers are held in it
          {waiting: 1, waitingMillis: 130000}         | unsaved | Not saved for 2 minutes - keep this page open and tell the invigilator
          {reachable: false, waitingMillis: 305000}   | unsaved | Not saved for 5 minutes - keep this page open and tell the invigilator
          {refused: 'size'}                           | unsaved | A part of your work could not be stored - tell the invigilator (size)
          {late: true}                                | late    | Arrived after the end - kept, and marked as late
          {phase: 'taken'}                            | taken   | Opened in another window - this one is closed
          {phase: 'taken', waiting: 2}                | taken   | Opened in another window - sending what this one still holds…
          {phase: 'finishing'}                        | saving  | Sending your last answers…
          {phase: 'finishing', elsewhere: true}       | unsaved | Answers of another window or device are missing - connect it, or tell the invigilator
          {phase: 'finishing', reachable: false}      | offline | Offline - keep working, nothing is lost
          {phase: 'received'}                         | ended   | Everything received
          {phase: 'received', late: true}             | late    | Arrived after the end - kept, and marked as late
          {phase: 'review'}                           | ended   | Review - nothing you do here is recorded
          {phase: 'stopped', waiting: 1}              | unsaved | This window is no longer connected
          """)
  void theMostPressingFactIsSaidInPlainWords(String more, String state, String words) {
    Object status =
        page.evaluate(
            "async () => { const { statusOf } = await import('/assets/player/status.js');"
                + " const more = "
                + more
                + "; const status = statusOf("
                + FACTS
                + "); return [status.state, status.words]; }");

    assertEquals(List.of(state, words), status);
  }

  @Test
  void savesThatFollowCloselyAreNotAnnouncedButShownAndBadNewsIsAtOnce() {
    Object seen =
        page.evaluate(
            """
            async (facts) => {
              const { StatusLine } = await import("/assets/player/status.js");
              document.body.innerHTML = "<p id=line><span></span> <time></time></p><p id=spoken></p>";
              const element = document.getElementById("line");
              const announced = document.getElementById("spoken");
              const spoken = [];
              new MutationObserver(() => spoken.push(announced.textContent))
                .observe(announced, { childList: true });
              const line = new StatusLine(element, announced);
              const states = [];
              const show = async (more, millis) => {
                const until = performance.now() + millis;
                do {
                  line.show(eval(`(more) => (${facts})`)(more), 1767225600000);
                  await new Promise((resolve) => setTimeout(resolve, 50));
                } while (performance.now() < until);
                states.push(element.dataset.state);
              };
              await show({}, 1300);
              for (let i = 0; i < 5; i++) {
                await show({ waiting: 1 }, 150);
                await show({}, 150);
              }
              await show({ waiting: 1 }, 1200);
              const slow = element.firstChild.textContent;
              await show({ reachable: false, waiting: 1 }, 0);
              return [spoken, states.slice(0, 3), slow, element.firstChild.textContent, states.at(-1)];
            }
            """,
            FACTS);

    assertEquals(
        List.of(
            List.of("All answers saved", "Offline - keep working, nothing is lost"),
            List.of("saved", "saving", "saved"),
            "Saving…",
            "Offline - keep working, nothing is lost",
            "offline"),
        seen);
  }

  @Test
  @Requirement("F13")
  void theTimeLeftGoesByTheServersClockWhateverTheDeviceThinks() {
    Object result =
        page.evaluate(
            """
            async () => {
              const realNow = Date.now;
              Date.now = () => realNow() + 3 * 3600000;
              const { ServerClock } = await import("/assets/player/clock.js");
              const clock = new ServerClock();
              const server = realNow();
              clock.exchange(server, performance.now() - 200, performance.now());
              const before = Math.abs(clock.now() - realNow()) < 1000;
              Date.now = () => realNow() - 86400000;
              return [before, Math.abs(clock.now() - realNow()) < 1000];
            }
            """);

    assertEquals(List.of(true, true), result);
  }

  @Test
  void aClockThatStoodStillWhileTheDeviceSleptCatchesUp() {
    Object result =
        page.evaluate(
            """
            async () => {
              const { ServerClock } = await import("/assets/player/clock.js");
              const clock = new ServerClock();
              clock.exchange(1000000, performance.now(), performance.now());
              clock.atLeast(1000000 - 5000);
              const unmoved = Math.abs(clock.now() - 1000000) < 1000;
              clock.atLeast(1000000 + 3600000);
              return [unmoved, Math.abs(clock.now() - 4600000) < 1000];
            }
            """);

    assertEquals(List.of(true, true), result);
  }

  @Test
  void theLastMinutesAreShownAndAnnouncedOnceEachAndAnExtensionToo() {
    Object spoken =
        page.evaluate(
            """
            async () => {
              const { Countdown } = await import("/assets/player/countdown.js");
              document.body.innerHTML = "<p id=left hidden><span></span> <button></button></p>";
              const area = document.getElementById("left");
              const spoken = [];
              let now = 0;
              const minutes = (count) => count * 60000;
              const countdown = new Countdown(area, { now: () => now }, (words) => spoken.push(words));
              countdown.set({ until: minutes(120), due: minutes(90) });
              const hidden = area.hidden;
              for (const at of [29, 31, 80, 80.5, 85, 85, 89, 89.5]) {
                now = minutes(at);
                countdown.tick();
              }
              spoken.push(area.textContent);
              countdown.set({ until: minutes(120), due: minutes(100) });
              now = minutes(95);
              countdown.tick();
              countdown.set({ until: minutes(120), due: minutes(100) });
              now = minutes(101);
              countdown.tick();
              spoken.push(area.querySelector("span").textContent);
              countdown.tick(false);
              spoken.push(area.hidden ? "hidden at the end" : area.textContent);
              return [hidden, ...spoken];
            }
            """);

    assertEquals(
        List.of(
            true,
            "10 minutes left",
            "5 minutes left",
            "1 minute left",
            "30 s left Hide time",
            "You have 10 more minutes",
            "5 minutes left",
            "Time is up",
            "hidden at the end"),
        spoken);
  }

  @Test
  @Requirement("IN16")
  void whatChangesAboutTheTimeIsSaidInWordsThatFitIt() {
    Object spoken =
        page.evaluate(
            """
            async () => {
              const { Countdown } = await import("/assets/player/countdown.js");
              document.body.innerHTML = "<p id=left hidden><span></span> <button></button></p>";
              const area = document.getElementById("left");
              const spoken = [];
              const minutes = (count) => count * 60000;
              const countdown = new Countdown(area, { now: () => 0 }, (words) => spoken.push(words));
              const set = (until, limit, extra, lifted = false) =>
                countdown.set(
                  {
                    until: until && minutes(until),
                    limit: limit && minutes(limit),
                    durationExtension: extra && { amount: extra, units: "percent" },
                    disableDuration: lifted,
                  },
                  2400,
                );
              set(300, null, null);
              set(300, 45, null);
              set(330, 46, 50);
              set(300, 44, null);
              set(null, null, null);
              set(null, null, 50);
              set(null, null, null, true);
              set(null, null, null, true);
              set(null, null, null);
              return spoken;
            }
            """);

    assertEquals(
        List.of(
            "45 min left",
            "You have 1 more minute",
            "Your time has changed: 44 min left now",
            "There is no time limit for you any more",
            "You have 20 more minutes",
            "There is no time limit for you any more",
            "Your extra time has been taken back"),
        spoken);
  }

  @Test
  void theTimeCanBeHidden() {
    Object shown =
        page.evaluate(
            """
            async () => {
              const { Countdown } = await import("/assets/player/countdown.js");
              document.body.innerHTML = "<p id=left hidden><span></span> <button></button></p>";
              const area = document.getElementById("left");
              new Countdown(area, { now: () => 0 }, () => {}).set({ until: 600000, due: null });
              const [words, button] = [area.querySelector("span"), area.querySelector("button")];
              const states = [words.hidden, button.textContent];
              button.click();
              states.push(words.hidden, button.textContent);
              return states;
            }
            """);

    assertEquals(List.of(false, "Hide time", true, "Show time"), shown);
  }

  @Test
  @Requirement("CC1")
  void eachLanguageHasItsOwnWords() {
    Set<String> titles =
        Messages.LANGUAGES.stream()
            .map(
                language -> {
                  page.navigate(assets.origin() + "/assets/player/play.html?lang=" + language);
                  assertThat(page.locator("html")).hasAttribute("lang", language);
                  return page.locator("#cover-title").textContent();
                })
            .collect(Collectors.toSet());

    assertEquals(Messages.LANGUAGES.size(), titles.size(), titles.toString());
  }

  @Test
  void everyTextThatThePageNamesExists() {
    page.navigate(assets.origin() + "/assets/player/play.html");

    List<String> texts = page.locator("[data-text]").allTextContents();

    assertTrue(texts.size() > 3 && texts.stream().noneMatch(String::isBlank), texts.toString());
  }
}
