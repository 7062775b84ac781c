package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.examhall.core.attempt.AttemptState;
import org.examhall.player.ExamRoom.Window;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Sitting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Content that is no Numbas exam, in the real player on the real site. */
class PlayerQuizE2E {
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
  void aScorm12QuizLeftHalfWaySaysItsLastWordsAndGoesOnLater() {
    Sitting ann = room.quiz();
    BrowserContext student = browser.person();
    Window first = room.open(student, ann);
    first.exam().locator("input[value=b]").check();
    first.exam().locator("[data-action=answer]").click();
    first.exam().locator("form[data-question=lisbon]").waitFor();

    first.page().navigate("about:blank");
    ExamRoom.await().until(() -> room.stored(ann, "cmi.core.exit"), "suspend"::equals);
    Window second = room.open(student, ann);

    assertEquals("b", room.stored(ann, "cmi.interactions.0.student_response"));
    assertTrue(second.exam().locator("form[data-question=lisbon]").isVisible());
  }

  @Test
  void aScorm12QuizEndsWithEverythingReceivedAndNothingLate() {
    Sitting ann = room.quiz();
    Window window = room.open(browser.person(), ann);

    for (String answer : List.of("b", "c", "t", "", "f")) {
      if (answer.isEmpty()) {
        window.exam().locator("input[name=answer]").fill("Reykjavík");
      } else {
        window.exam().locator("input[value=" + answer + "]").check();
      }
      window.exam().locator("[data-action=answer]").click();
    }
    window.awaitState("ended");

    assertTrue(window.status().contains("Everything received"), window.status());
    assertEquals("passed", room.stored(ann, "cmi.core.lesson_status"));
    assertEquals("100", room.stored(ann, "cmi.core.score.raw"));
    assertEquals(AttemptState.ENDED, ann.attempt().state());
  }

  @Test
  void contentThatReportsItsScoreAfterItsStatusKeepsBoth() {
    Sitting ann = room.quiz();
    Window window = room.open(browser.person(), ann);

    window.call12("LMSSetValue", "cmi.core.lesson_status", "completed");
    ExamRoom.await().until(() -> room.stored(ann, "cmi.core.lesson_status"), "completed"::equals);
    window.call12("LMSSetValue", "cmi.core.score.raw", "80");
    ExamRoom.await().until(() -> room.stored(ann, "cmi.core.score.raw"), "80"::equals);
    window.call12("LMSFinish", "");
    window.awaitState("ended");

    assertTrue(window.status().contains("Everything received"), window.status());
    assertEquals(AttemptState.ENDED, ann.attempt().state());
    assertEquals(0.8, ann.attempt().scaledScore().orElseThrow().doubleValue());
  }
}
