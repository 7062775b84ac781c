package org.examhall.player;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.examhall.core.attempt.AttemptState;
import org.examhall.core.attempt.Mode;
import org.examhall.player.ExamRoom.Window;
import org.examhall.scorm.Manifests;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Content as authoring tools make it: with a wrapper that half of them share, with its last words
 * in {@code unload}, with a session for each page.
 */
class PlayerContentE2E {
  @RegisterExtension static final Browser browser = new Browser();
  @TempDir private static Path folder;

  /** A widely used wrapper as npm ships it: it sets statuses, exits and reads errors by itself. */
  private static final Path WRAPPER =
      Path.of("src/test/frontend/node_modules/@gamestdio/scorm/lib/index.js");

  private static final String PACKAGER = "src/test/frontend/pack.cjs";

  private static final String RUNNING =
      "!!(window.API?.LMSGetValue('cmi.core.entry')"
          + " || window.API_1484_11?.GetValue('cmi.entry'))";

  private static ExamRoom room;

  @BeforeAll
  static void open() throws IOException {
    room = new ExamRoom(Files.createDirectory(folder.resolve("site")));
  }

  @AfterAll
  static void close() {
    room.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2", "2004 3rd Edition", "2004 4th Edition"})
  @Requirement("I15")
  void aPackageOfCommonToolsStoresResumesAndReportsItsScore(String version) throws IOException {
    boolean older = version.equals("1.2");
    Sitting ann = room.at(packed(version, older));
    BrowserContext student = browser.person();
    Page first = player(student, ann);
    assertThat(content(first).locator("#entry")).hasText("ab-initio");
    assertThat(content(first).locator("#mastery")).hasText(older ? "80" : "0.8");
    content(first).locator("#keep").click();
    ExamRoom.await().until(() -> room.stored(ann, "cmi.suspend_data"), "page=2"::equals);
    first.close(new Page.CloseOptions().setRunBeforeUnload(true));

    Page second = player(student, ann);
    assertThat(content(second).locator("#entry")).hasText("resume");
    assertThat(content(second).locator("#kept")).hasText("page=2");
    content(second).locator("#done").click();
    new Window(second).awaitState("ended");

    assertEquals(AttemptState.ENDED, ann.attempt().state());
    assertEquals("completed", ann.attempt().completionStatus());
    assertEquals("passed", ann.attempt().successStatus());
    assertEquals(0.85, ann.attempt().scaledScore().orElseThrow().doubleValue());
  }

  @Test
  void contentThatSaysEverythingAsItsPageIsUnloadedIsHeard() throws IOException {
    Sitting ann =
        room.at(
            scorm12(
                "unload",
                Map.of(
                    "index.html",
                    page(
                        """
                        const api = parent.API;
                        api.LMSInitialize("");
                        addEventListener("unload", () => {
                          api.LMSSetValue("cmi.suspend_data", "long ".repeat(8000));
                          api.LMSCommit("");
                          api.LMSSetValue("cmi.core.lesson_status", "completed");
                          api.LMSSetValue("cmi.core.score.raw", "85");
                          api.LMSSetValue("cmi.core.session_time", "0000:00:05.00");
                          api.LMSSetValue("cmi.core.exit", "");
                          api.LMSFinish("");
                        });
                        """))));
    Page page = player(browser.person(), ann);

    page.navigate("about:blank");

    ExamRoom.await().until(() -> ann.attempt().state(), AttemptState.ENDED::equals);
    assertEquals("passed", room.stored(ann, "cmi.core.lesson_status"));
    assertEquals("passed", ann.attempt().successStatus());
    assertEquals(0.85, ann.attempt().scaledScore().orElseThrow().doubleValue());
  }

  @Test
  void closingTheWindowHandsInNothingThatSaysNothing() throws IOException {
    Sitting ann =
        room.at(
            scorm12(
                "silent",
                Map.of(
                    "index.html",
                    page(
                        """
                        const api = parent.API;
                        api.LMSInitialize("");
                        api.LMSSetValue("cmi.suspend_data", "page=2");
                        addEventListener("unload", () => {
                          api.LMSSetValue("cmi.core.session_time", "0000:00:05.00");
                          api.LMSFinish("");
                        });
                        """))));
    BrowserContext student = browser.person();
    Page first = player(student, ann);

    first.navigate("about:blank");
    ExamRoom.await()
        .until(() -> room.stored(ann, "cmi.core.session_time"), "0000:00:05.00"::equals);
    Page second = player(student, ann);

    assertEquals("page=2", second.evaluate("API.LMSGetValue('cmi.suspend_data')"));
    assertEquals("0000:00:05.00", second.evaluate("API.LMSGetValue('cmi.core.total_time')"));
    assertEquals("resume", second.evaluate("API.LMSGetValue('cmi.core.entry')"));
    assertEquals("not attempted", second.evaluate("API.LMSGetValue('cmi.core.lesson_status')"));
  }

  @Test
  void contentWithASessionForEachPageEndsWithTheLastOne() throws IOException {
    String session =
        """
        const api = parent.API;
        api.LMSInitialize("");
        api.LMSSetValue("cmi.core.lesson_location", "%s");
        addEventListener("unload", () => {
          api.LMSSetValue("cmi.core.lesson_status", "completed");
          api.LMSFinish("");
        });
        """;
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("index.html", page(session.formatted("1")) + "<a href='two.html'>on</a>");
    pages.put("two.html", page(session.formatted("2")) + "<a href='three.html'>on</a>");
    pages.put(
        "three.html",
        page(session.formatted("3"))
            + "<button onclick=\"parent.API.LMSSetValue('cmi.core.score.raw', '90');"
            + "parent.API.LMSFinish('')\">done</button>");
    Sitting ann = room.at(scorm12("pages", pages));
    Page page = player(browser.person(), ann);

    content(page).locator("a[href='two.html']").click();
    content(page).locator("a[href='three.html']").click();
    ExamRoom.await().until(() -> room.stored(ann, "cmi.core.lesson_location"), "3"::equals);
    page.waitForTimeout(4000);
    AttemptState between = ann.attempt().state();
    content(page).locator("button").click();
    new Window(page).awaitState("ended");

    assertEquals(AttemptState.RUNNING, between);
    assertEquals(AttemptState.ENDED, ann.attempt().state());
    assertEquals(0.9, ann.attempt().scaledScore().orElseThrow().doubleValue());
    assertFalse(new Window(page).status().contains("after the end"));
    assertTrue(new Window(page).status().contains("Everything received"));
  }

  private static Page player(BrowserContext student, Sitting sitting) {
    Page page = student.newPage();
    page.navigate(room.address(sitting, Mode.NORMAL));
    page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(RUNNING)));
    return page;
  }

  private static FrameLocator content(Page page) {
    return page.frameLocator("iframe#player");
  }

  /** With a common wrapper, by a packager that authoring tools share. */
  private static Path packed(String version, boolean older) throws IOException {
    Path source = Files.createDirectory(folder.resolve("content of " + version));
    Files.writeString(source.resolve("index.html"), wrapped(older));
    Files.copy(WRAPPER, source.resolve("wrapper.js"));
    Path made = Files.createDirectory(folder.resolve("package of " + version));
    run("node", PACKAGER, version, source.toString(), made.toString());
    try (Stream<Path> files = Files.list(made)) {
      return files.findFirst().orElseThrow();
    }
  }

  private static void run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, process.onExit().join().exitValue());
  }

  private static String wrapped(boolean older) {
    String status = older ? "cmi.core.lesson_status" : "cmi.completion_status";
    return """
        <!doctype html><title>Content</title><link rel=icon href="data:,">
        <p id=entry></p><p id=kept></p><p id=mastery></p>
        <button id=keep>Keep</button><button id=done>Done</button>
        <script>var exports = {};</script>
        <script src="wrapper.js"></script>
        <script>
          const scorm = exports.default ?? exports.scorm;
          scorm.configure({ version: "%s", handleExitMode: true, handleCompletionStatus: true });
          scorm.initialize();
          const show = (id, key) => (document.getElementById(id).textContent = scorm.get(key));
          show("entry", "%s");
          show("kept", "cmi.suspend_data");
          show("mastery", "%s");
          keep.onclick = () => { scorm.set("cmi.suspend_data", "page=2"); scorm.commit(); };
          done.onclick = () => {
            scorm.set("%s", "%s");
            scorm.set("%s", "completed");
            scorm.terminate();
          };
          addEventListener("unload", () => scorm.terminate());
        </script>
        """
        .formatted(
            older ? "1.2" : "2004",
            older ? "cmi.core.entry" : "cmi.entry",
            older ? "cmi.student_data.mastery_score" : "cmi.scaled_passing_score",
            older ? "cmi.core.score.raw" : "cmi.score.scaled",
            older ? "85" : "0.85",
            status);
  }

  private static Path scorm12(String name, Map<String, String> files) throws IOException {
    return zip(name, Manifests.scorm12("index.html"), files);
  }

  private static String page(String script) {
    return "<!doctype html><title>Content</title><link rel=icon href='data:,'><script>"
        + script
        + "</script>";
  }

  private static Path zip(String name, String manifest, Map<String, String> files)
      throws IOException {
    Path zip = folder.resolve(name + ".zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      write(entries, "imsmanifest.xml", manifest);
      for (Map.Entry<String, String> file : files.entrySet()) {
        write(entries, file.getKey(), file.getValue());
      }
    }
    return zip;
  }

  private static void write(ZipOutputStream entries, String name, String text) throws IOException {
    entries.putNextEntry(new ZipEntry(name));
    entries.write(text.getBytes(StandardCharsets.UTF_8));
    entries.closeEntry();
  }
}
