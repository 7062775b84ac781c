package org.examhall.demo;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.examhall.demo.server.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process of its own, on the WAR that the build left unpacked. */
class DemoIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Of all tests: a demo that was prepared once starts faster. */
  @TempDir static Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Process> started = new ArrayList<>();
  private final Path output = folder.resolve("output-" + System.nanoTime() + ".txt");

  @BeforeAll
  static void openToAll() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  @AfterEach
  void stop() throws Exception {
    for (Process demo : started) {
      demo.destroy();
      demo.waitFor(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void itServesUntilItIsToldToStopAndLeavesNothingRunning() throws Exception {
    Process demo = start(Ports.free());
    JsonNode ready = awaitReady(demo);
    int app = status(ready, "app", "/is_up");
    int content = status(ready, "content", "/is_up");
    int lms = status(ready, "lms", "/");

    demo.destroy();
    boolean ended = demo.waitFor(60, TimeUnit.SECONDS);

    assertEquals(List.of(200, 200, 200), List.of(app, content, lms));
    assertTrue(ended);
    assertEquals(0, demo.exitValue());
    assertEquals(List.of(), processesOfTheDemo());
  }

  @Test
  void afterAKilledLauncherTheNextOneTakesOverWithAllThatWasKept() throws Exception {
    int port = Ports.free();
    Process killed = start(port);
    JsonNode before = awaitReady(killed);
    addActivity(before, "Second exam");
    killed.destroyForcibly().waitFor();
    List<Long> orphans = processesOfTheDemo();

    JsonNode after = awaitReady(start(port));

    assertNotEquals(List.of(), orphans);
    assertTrue(orphans.stream().noneMatch(DemoIT::isAlive));
    assertEquals(before.path("admin"), after.path("admin"));
    assertTrue(get(after, "lms", "/as/t1").body().contains("Second exam"));
  }

  @Test
  void aPortThatIsTakenIsSaidPlainly() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process demo = start(taken.getLocalPort());

      demo.waitFor(60, TimeUnit.SECONDS);

      assertEquals(1, demo.exitValue());
      assertTrue(said().contains("Port " + taken.getLocalPort() + " is in use."), said());
      assertFalse(said().contains("Exception"), said());
    }
  }

  private Process start(int port) throws IOException {
    Files.deleteIfExists(readyFile());
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "org.examhall.demo.Demo",
            "--build",
            Path.of("target").toAbsolutePath().toString(),
            "--data",
            data().toString(),
            "--port",
            Integer.toString(port),
            "--ready-file",
            readyFile().toString());
    Process demo =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    started.add(demo);
    return demo;
  }

  private JsonNode awaitReady(Process demo) throws Exception {
    await().atMost(PATIENCE).until(() -> Files.exists(readyFile()) || !demo.isAlive());
    assertTrue(demo.isAlive(), said());
    return new ObjectMapper().readTree(readyFile().toFile());
  }

  private int status(JsonNode ready, String what, String path) throws Exception {
    return get(ready, what, path).statusCode();
  }

  private HttpResponse<String> get(JsonNode ready, String what, String path) throws Exception {
    URI url = URI.create(ready.path(what).asText() + path);
    return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
  }

  private void addActivity(JsonNode ready, String title) throws Exception {
    URI url = URI.create(ready.path("lms").asText() + "/control/activities");
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .POST(HttpRequest.BodyPublishers.ofString("{\"title\": \"" + title + "\"}"))
            .build();
    http.send(request, HttpResponse.BodyHandlers.discarding());
  }

  /** Whoever has the folder in its command line, but for the launchers. */
  private List<Long> processesOfTheDemo() throws IOException {
    List<Long> found = new ArrayList<>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        String commandLine = commandLine(process);
        if (commandLine.contains(data().toString()) && !commandLine.contains("--ready-file")) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    }
    return found;
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).isPresent();
  }

  private static String commandLine(Path process) {
    try {
      byte[] raw = Files.readAllBytes(process.resolve("cmdline"));
      return new String(raw, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // it has just ended
    }
  }

  private String said() throws IOException {
    return Files.readString(output);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path readyFile() {
    return folder.resolve("ready.json");
  }
}
