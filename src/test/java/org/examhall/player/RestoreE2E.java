package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.boot.Commands;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.save.CurrentValues;
import org.examhall.demo.server.DevPostgres;
import org.examhall.demo.server.Ports;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Pools;
import org.examhall.player.ExamRoom.Window;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Servers;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.WebProcess;
import org.examhall.testkit.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Students whose exams are open while the site is lost and restored from a backup. */
class RestoreE2E {
  @RegisterExtension static final Browser browser = new Browser();

  @TempDir private Path folder;
  @TempDir private Path elsewhere;

  @Test
  @Requirement("F24")
  void whatWasSavedAfterTheBackupComesBackFromOpenWindows() throws IOException {
    DevPostgres postgres = Servers.installedPostgres();
    Map<String, String> settings = Map.of(Option.DATA_DIR.variable(), folder.toString());
    try (ExamRoom room = new ExamRoom(World.on(postgres), folder, settings)) {
      Sitting ann = room.sitting();
      Sitting bob = room.sitting();
      int port = Ports.free();
      Map<String, String> there = elsewhere(room.site().config(), postgres);
      Path log = folder.resolve("web.log");
      Window overSocket = new Window(browser.page());
      Window overHttp = new Window(withoutSockets().newPage());
      try (WebProcess lost = WebProcess.start(room.site().config(), Map.of(), port, log)) {
        begin(overSocket, ann, port);
        begin(overHttp, bob, port);
        examhall(room.site().config(), Map.of(), "backup", "--to", backups().toString());
        answer(overSocket);
        answer(overHttp);
      }
      assertEquals("6.25", room.response(ann, "q0p1"));
      assertEquals("6.25", room.response(bob, "q0p1"));

      examhall(room.site().config(), there, "restore", onlyBackup().toString());
      try (WebProcess restored = WebProcess.start(room.site().config(), there, port, log)) {
        awaitSaidAgain(overSocket, ann, there);
        awaitSaidAgain(overHttp, bob, there);
      }
    }
    postgres.close();
  }

  /** A student whose network lets no sockets through. */
  private static BrowserContext withoutSockets() {
    BrowserContext student = browser.person();
    student.addInitScript(
        """
        window.WebSocket = new Proxy(WebSocket, {
          construct: (Real, [url, protocols]) => new Real(new URL("/nowhere", url), protocols),
        });
        """);
    return student;
  }

  private static void begin(Window window, Sitting sitting, int port) {
    window.page().navigate("http://127.0.0.1:" + port + "/play/#t=" + sitting.ticket(Mode.NORMAL));
    window.begin();
    window.awaitState("saved");
  }

  private static void answer(Window window) {
    window.typeAndSubmit("q0p1", "6.25");
    window.awaitState("saved");
  }

  private static void awaitSaidAgain(Window window, Sitting sitting, Map<String, String> there) {
    ExamRoom.await()
        .atMost(Duration.ofMinutes(2)) // the window tries less and less often while nobody answers
        .until(() -> valuesOf(sitting, there).containsValue("6.25"));
    window.awaitState("saved");

    assertEquals(
        window.page().evaluate("API_1484_11.GetValue('cmi.suspend_data')"),
        valuesOf(sitting, there).get("cmi.suspend_data"));
    assertTrue(window.page().locator("#cover").isHidden());
  }

  /** Another database of the server, and an empty folder. */
  private Map<String, String> elsewhere(Config config, DevPostgres postgres) {
    postgres.createDatabase("elsewhere");
    return Map.of(
        Option.DATABASE_URL.variable(), postgres.url("elsewhere"),
        Option.DATA_DIR.variable(), elsewhere.toString());
  }

  private static Map<String, String> valuesOf(Sitting sitting, Map<String, String> there) {
    Map<String, String> settings = all(sitting.world().config(), there);
    try (Db db = new Pools(Config.read(Optional.empty(), settings)).open("look", 1)) {
      return db.tx(tx -> new CurrentValues().of(tx, sitting.attemptId()));
    }
  }

  private static Map<String, String> all(Config config, Map<String, String> others) {
    Map<String, String> settings = new HashMap<>();
    for (Option option : Option.values()) {
      settings.put(option.variable(), config.text(option));
    }
    settings.putAll(others);
    return settings;
  }

  private static void examhall(Config config, Map<String, String> others, String... words) {
    StringWriter out = new StringWriter();
    int status = Commands.line(all(config, others), new PrintWriter(out)).execute(words);
    assertEquals(0, status, out.toString());
  }

  private Path backups() {
    return folder.resolve("backups");
  }

  private Path onlyBackup() throws IOException {
    try (Stream<Path> all = Files.list(backups())) {
      return all.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }
}
