package org.examhall.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;

/** A web process of its own, which a test may kill: the app as {@code localhost}. */
public final class WebProcess implements AutoCloseable {
  private final Process process;

  private WebProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @param settings by variable; they win over {@code config}'s
   * @param log what it says is added here
   */
  public static WebProcess start(Config config, Map<String, String> settings, int port, Path log) {
    ProcessBuilder web =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.examhall.boot.Main",
                "serve",
                "--port",
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    for (Option option : Option.values()) {
      web.environment().put(option.variable(), config.text(option));
    }
    web.environment().put(Option.PUBLIC_URL.variable(), "http://localhost:" + port);
    web.environment().put(Option.CONTENT_URL.variable(), "http://127.0.0.1:" + port);
    web.environment().putAll(settings);
    try {
      WebProcess started = new WebProcess(web.start());
      awaitReady(URI.create("http://localhost:" + port + "/health/ready"));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it, as {@code kill -9} does. */
  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitReady(URI ready) {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(ready).build();
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInSameThread()
        .ignoreExceptions()
        .until(
            () -> client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
  }
}
