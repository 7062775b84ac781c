package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.examhall.player.ExamRoom.Window;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Network.Weather;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Students in the real player, on lines that carry something, but badly. */
class PlayerBadLinesE2E {
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
  @Requirement("F15")
  void behindAProxyThatKeepsWhatSocketsSayHttpTakesOver() {
    Sitting ann = room.sitting();
    room.network().become(Weather.BUFFERED);

    Window window = begun(ann);
    window.typeAndSubmit("q0p1", "6.25");
    ExamRoom.await()
        .atMost(Duration.ofSeconds(9)) // promised are 5; a silent line is given up after 10
        .until(() -> room.response(ann, "q0p1"), "6.25"::equals);
    window.awaitState("saved");
    window.endExam();
    window.awaitState("ended");

    assertEquals(List.of(), room.missing(ann));
  }

  @Test
  @Requirement("F14")
  void whereThreePacketsOfTenAreLostNoAnswerIs() {
    Sitting ann = room.sitting();
    room.network().become(Weather.CLEAR);
    Window window = begun(ann);
    room.network().become(Weather.LOSSY);

    for (int i = 1; i <= 20; i++) {
      window.typeAndSubmit("q0p1", Integer.toString(i));
    }
    ExamRoom.await().until(() -> room.response(ann, "q0p1"), "20"::equals);
    Object data = window.page().evaluate("API_1484_11.GetValue('cmi.suspend_data')");
    ExamRoom.await().until(() -> room.stored(ann, "cmi.suspend_data"), data::equals);
    window.awaitState("saved");
    assertEquals(List.of(), room.missing(ann));
  }

  @Test
  @Requirement("F14")
  void aLongExamOpensAndIsSavedOverAThinLine() {
    Sitting ann = room.sitting();
    room.network().become(Weather.CLEAR);
    BrowserContext student = browser.person();
    Window first = room.open(student, ann);
    first.begin();
    first.page().evaluate("API_1484_11.SetValue('x.notes', 'n'.repeat(200_000))");
    first.awaitState("saved");
    first.page().close();
    room.network().become(Weather.THIN);

    Window window = room.open(student, ann);
    window.page().evaluate("API_1484_11.SetValue('x.more', 'm'.repeat(200_000))");
    ExamRoom.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> room.stored(ann, "x.more").length() == 200_000);

    assertEquals(200_000, window.page().evaluate("API_1484_11.GetValue('x.notes').length"));
  }

  private static Window begun(Sitting sitting) {
    Window window = room.open(browser.person(), sitting);
    window.begin();
    window.awaitState("saved");
    return window;
  }
}
