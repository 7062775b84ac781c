package org.examhall.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.examhall.testkit.World.OpenLaunch;
import org.examhall.web.http.LaunchCookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language that readers of a German site are answered in. */
class LanguageIT {
  private static final World WORLD = World.fresh();
  private static final RunningApp APP = RunningApp.start(WORLD, Map.of("EXAMHALL_LANGUAGE", "de"));

  private final Classroom room = new Classroom(WORLD);

  @AfterAll
  static void close() {
    APP.close();
    WORLD.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en-GB | de          | en-GB", // the LMS's before the browser's
        "de_AT | en          | de-AT", // as some LMSs write it
        "''    | fr, en;q=0.5 | en", // the first that there is
        "tlh   | en          | en",
        "fr    | fr          | de", // else the site's
        "''    | ''          | de",
      })
  @Requirement({"CC1", "U7"})
  void pagesAreInTheLanguageOfTheLmsOrTheBrowserOrTheSite(
      String lms, String browser, String expected) {
    room.exam();
    OpenLaunch student = saying(room.student(), lms);

    String page = get(student, "/", browser);

    assertTrue(page.contains("<html lang=\"" + expected + "\">"), page);
    String start = expected.startsWith("de") ? "Prüfung beginnen" : "Start the exam";
    assertTrue(page.contains(start), page);
  }

  @Test
  @Requirement({"CC1", "U7"})
  void thePlayerGoesOnInTheLanguageOfTheFrontPage() {
    room.exam();
    OpenLaunch german = room.student();
    OpenLaunch english = saying(room.student(), "en");

    assertEquals(APP.content() + "/play/?lang=de", started(german));
    assertEquals(APP.content() + "/play/", started(english));
  }

  @Test
  @Requirement("CC1")
  void refusalsAreInTheReadersLanguageToo() {
    Visitor visitor = new Visitor(APP.app());

    String german = visitor.get("/nothing").body();
    String english =
        visitor.send(visitor.request("/nothing").header("Accept-Language", "en").GET()).body();

    assertTrue(german.contains("<html lang=\"de\">"), german);
    assertTrue(english.contains("<html lang=\"en\">"), english);
  }

  private static String started(OpenLaunch launch) {
    Guest student = new Guest(APP.app(), launch);
    student.get("/");
    return student.post("/start", Map.of()).location().replaceFirst("#t=.*", "");
  }

  private static OpenLaunch saying(OpenLaunch launch, String locale) {
    WORLD
        .db()
        .run(
            tx ->
                tx.change(
                    "update launch set locale = ? where id = ?", locale, launch.launch().id()));
    return launch;
  }

  private static String get(OpenLaunch launch, String path, String browser) {
    Visitor visitor =
        new Visitor(APP.app())
            .withCookie(LaunchCookie.nameOf(launch.launch().id()), launch.token());
    var request = visitor.request("/l/" + launch.launch().id() + path).GET();
    return visitor
        .send(browser.isEmpty() ? request : request.header("Accept-Language", browser))
        .body();
  }
}
