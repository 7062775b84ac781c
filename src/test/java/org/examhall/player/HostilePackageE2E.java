package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.examhall.core.attempt.Mode;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Role;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.examhall.web.http.LaunchCookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A package that attacks, in the real player, in the LMS's frame, in the browser of a student whose
 * cookies go along everywhere: the weakest place it can be in.
 */
class HostilePackageE2E {
  @RegisterExtension static final Browser browser = new Browser();
  @TempDir private static Path folder;

  private static final Path PACKAGE = Path.of("src/test/resources/hostile");
  private static final String ELSEWHERE = "127.0.0.3";

  /** The LMS's page, a frame of nobody's and a popup say things to the frame of the tool. */
  private static final String LIES =
      """
      async () => {
        const lies = [{ t: "taken", epoch: 99 }, { t: "ended", reason: "closed" }, { t: "message", text: "Stop" },
          { "numbas change": "exam duration extension" }, { v: 1, token: "?" }, { action: "start" }, "close"];
        const say = (tool, lies) => {
          for (const lie of lies) {
            tool.postMessage(lie, "*");
            tool.postMessage(JSON.stringify(lie), "*");
          }
        };
        const tool = document.getElementById("tool").contentWindow;
        window.said = 0;
        say(tool, lies);
        said += 1;
        const popup = open("about:blank");
        popup.eval(`(${say})(opener.document.getElementById("tool").contentWindow, ${JSON.stringify(lies)})`);
        said += 1;
        const stranger = document.createElement("iframe");
        stranger.sandbox = "allow-scripts";
        stranger.srcdoc = `<script>(${say})(parent.frames[0], ${JSON.stringify(lies)}); parent.postMessage("said", "*")</script>`;
        await new Promise((done) => {
          addEventListener("message", (e) => {
            if (e.data === "said") { e.stopImmediatePropagation(); done(); }
          }, { capture: true, once: true });
          document.body.append(stranger);
        });
        said += 1;
        window.heard = (window.heard ?? []).filter((text) => text !== '"said"');
      }
      """;

  private static ExamRoom room;
  private static HttpServer lmsServer;

  private final BrowserContext student = browser.person();
  private final List<String> answersOfTheApp = new ArrayList<>();
  private final List<String> requestsElsewhere = new ArrayList<>();

  @BeforeAll
  static void open() throws IOException {
    room = new ExamRoom(folder);
    lmsServer = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
    lmsServer.createContext("/course", HostilePackageE2E::frame);
    lmsServer.start();
  }

  @AfterAll
  static void close() {
    lmsServer.stop(0);
    room.close();
  }

  @Test
  @Requirement({"I16", "I17", "I26"})
  void aPackageThatAttacksGetsNothingAndTheExamGoesOnSaving() throws IOException {
    Sitting ann = room.sitting(hostile());
    String app = signIn(ann);
    Neighbour neighbour = neighbour();
    Page lms = inTheLms(ann);
    FrameLocator exam = exam(lms);
    List<String> visited = new ArrayList<>();
    lms.onFrameNavigated(frame -> visited.add(frame == lms.mainFrame() ? frame.url() : ""));
    String own = frameOfExam(lms).url();

    String foreignFolder =
        own.replaceFirst("/package/\\d+/", "/package/" + neighbour.version() + "/");
    exam.locator("#attack")
        .evaluate(
            "(button, [app, neighbour]) => Object.assign(button.dataset, { app, neighbour })",
            List.of(app, foreignFolder));
    exam.locator("#attack").click();
    ExamRoom.await().until(() -> !exam.locator("#got").innerText().isEmpty());

    JsonNode report = Wire.json(exam.locator("#got").innerText());
    assertEquals(Map.of(), notEmpty(report.path("got")));
    assertEquals(16, report.path("got").size(), "all were tried");
    report.path("ran").forEach(ran -> assertEquals("ran", ran.asText(), report::toString));
    assertEquals(4, report.path("ran").size());
    assertFalse(report.path("kept").asText().contains(neighbour.token()));
    assertFalse(report.path("kept").asText().contains(neighbour.folder()));
    assertEquals(List.of(), requestsElsewhere);
    assertFalse(visited.stream().anyMatch(url -> url.contains("taken")));
    assertTrue(lms.url().startsWith(lms()), lms.url());
    assertEquals(List.of("GET 200", "POST 403"), answersOfTheApp);
    assertEquals(1, attemptsOf(ann));
    ExamRoom.await().until(() -> room.stored(ann, "cmi.location"), "still here"::equals);
    FrameLocator player = lms.frameLocator("#tool");
    ExamRoom.await()
        .until(() -> player.locator("#save-status").getAttribute("data-state"), "saved"::equals);
    assertFalse(player.locator("#cover").isVisible());
  }

  @Test
  @Requirement({"I16", "I34"})
  void aPackageThatGoesToThePlayersOwnPageIsStillFenced() throws IOException {
    Page lms = inTheLms(room.sitting(hostile()));

    lms.waitForRequest("**/play/session", () -> exam(lms).locator("#leave").click());
    lms.waitForTimeout(500);

    assertEquals(List.of(), requestsElsewhere);
    assertTrue(lms.url().startsWith(lms()), lms.url());
    assertEquals(List.of(), answersOfTheApp);
  }

  @Test
  @Requirement("I17")
  void messagesFromTheLmsAnotherFrameOrAPopupChangeNothingAndNothingIsPostedToThem() {
    Sitting ann = room.sitting();
    student.addInitScript(
        "window.heard = []; addEventListener('message', (e) => heard.push(JSON.stringify(e.data)))");
    Page lms = student.newPage();
    lms.navigate(lms() + "#" + room.address(ann, Mode.NORMAL));
    exam(lms).locator("[data-action=begin]").click();

    Page popup = lms.waitForPopup(() -> lms.evaluate(LIES));
    exam(lms).locator("[data-answer=q0p1]").fill("6.25");
    exam(lms).locator("button[data-action=submit][data-part=q0p1]").click();

    ExamRoom.await().until(() -> room.response(ann, "q0p1"), "6.25"::equals);
    FrameLocator player = lms.frameLocator("#tool");
    ExamRoom.await()
        .until(() -> player.locator("#save-status").getAttribute("data-state"), "saved"::equals);
    assertFalse(player.locator("#cover").isVisible());
    assertEquals(0, player.locator("#notices p").count());
    assertEquals(3L, ((Number) lms.evaluate("said")).longValue());
    assertEquals(List.of(), lms.evaluate("heard"));
    assertEquals(List.of(), popup.evaluate("window.heard ?? []"));
  }

  @Test
  @Requirement("I17")
  void messagesToAPageOfTheAppChangeNothing() {
    Sitting ann = room.sitting();
    Page lms = student.newPage();
    lms.navigate(lms() + "#" + signIn(ann));
    FrameLocator app = lms.frameLocator("#tool");
    app.locator("[data-action=continue]").waitFor();
    Object before = app.locator("html").evaluate("(page) => page.outerHTML + page.baseURI");

    lms.waitForPopup(() -> lms.evaluate(LIES));
    lms.waitForTimeout(300);

    assertEquals(3L, ((Number) lms.evaluate("said")).longValue());
    assertEquals(before, app.locator("html").evaluate("(page) => page.outerHTML + page.baseURI"));
    assertEquals(1, attemptsOf(ann));
  }

  /** The LMS's page: shows in a frame what its own address names. */
  private static void frame(HttpExchange exchange) throws IOException {
    String page =
        "<!doctype html><iframe id=tool width=1200 height=600></iframe>"
            + "<script>tool.src = location.hash.slice(1)</script>";
    PlayerAssets.answer(exchange, "text/html", page.getBytes(StandardCharsets.UTF_8));
  }

  private static String lms() {
    return "http://127.0.0.2:" + lmsServer.getAddress().getPort() + "/course";
  }

  private Page inTheLms(Sitting sitting) {
    String address = room.address(sitting, Mode.NORMAL);
    Page page = student.newPage();
    page.navigate(lms() + "#" + address);
    exam(page).locator("[data-screen=ready]").waitFor();
    student.onRequest(this::noteRequest);
    student.onResponse(
        response -> {
          if (response.url().startsWith(room.site().app() + "/l/")) {
            answersOfTheApp.add(response.request().method() + " " + response.status());
          }
        });
    return page;
  }

  private void noteRequest(Request request) {
    if (request.url().contains(ELSEWHERE)) {
      requestsElsewhere.add(request.url());
    }
  }

  /** Gives the student's browser a session of the app; the address of its front page. */
  private String signIn(Sitting sitting) {
    Launch launch = sitting.launch();
    World.OpenLaunch open =
        room.world()
            .launch(
                sitting.consumer(),
                launch.contextId(),
                launch.resourceLinkId().orElseThrow(),
                launch.personId(),
                Role.LEARNER);
    student.addCookies(List.of(cookie(open), cookie(open).setPartitionKey("http://127.0.0.2")));
    String address = room.site().app() + "/l/" + open.launch().id() + "/";
    Page page = student.newPage();
    assertEquals(200, page.navigate(address).status(), "the cookie is good");
    page.close();
    return address;
  }

  /** Sent along with everything; the partitioned one also inside the LMS's page. */
  private static Cookie cookie(World.OpenLaunch open) {
    return new Cookie(LaunchCookie.nameOf(open.launch().id()), open.token())
        .setUrl(room.site().app().toString().replace("http:", "https:"))
        .setSecure(true)
        .setHttpOnly(true)
        .setSameSite(SameSiteAttribute.NONE);
  }

  /** Another exam open in the same browser. */
  private record Neighbour(String token, String folder, String version) {}

  private Neighbour neighbour() {
    Sitting other = room.sitting();
    List<JsonNode> sessions = new ArrayList<>();
    student.onResponse(
        response -> {
          if (response.url().endsWith("/play/session") && sessions.isEmpty()) {
            sessions.add(Wire.json(response.text()));
          }
        });
    ExamRoom.Window window = room.open(student, other);
    window.begin();
    window.awaitState("saved");
    String launch = sessions.get(0).path("launch").asText();
    String[] parts = launch.split("/");
    assertTrue(launch.startsWith("/package/"), launch);
    return new Neighbour(sessions.get(0).path("token").asText(), parts[3], parts[2]);
  }

  private static FrameLocator exam(Page lms) {
    return lms.frameLocator("#tool").frameLocator("iframe#player");
  }

  private static Frame frameOfExam(Page lms) {
    return lms.frames().stream()
        .filter(frame -> frame.url().contains("/package/"))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> notEmpty(JsonNode got) {
    Map<String, String> found = new TreeMap<>();
    got.fields()
        .forEachRemaining(
            entry -> {
              if (!entry.getValue().asText().isEmpty()) {
                found.put(entry.getKey(), entry.getValue().asText());
              }
            });
    return found;
  }

  private static long attemptsOf(Sitting sitting) {
    return room.world()
        .db()
        .tx(
            tx ->
                tx.only(
                    "select count(*) as n from attempt where resource_id = ?",
                    row -> row.longAt("n"),
                    sitting.resourceId()));
  }

  private static byte[] hostile() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        var files = Files.list(PACKAGE)) {
      for (Path file : files.sorted().toList()) {
        zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
        zip.write(Files.readAllBytes(file));
      }
    }
    return bytes.toByteArray();
  }
}
