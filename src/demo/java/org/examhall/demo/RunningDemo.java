package org.examhall.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.examhall.demo.lms.DemoLms;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.demo.lms.lti13.Registration;
import org.examhall.demo.server.DevPostgres;
import org.examhall.demo.server.DevRedis;
import org.examhall.demo.server.Ports;
import org.examhall.demo.server.ServerProcess;

/**
 * Everything that a demo consists of, started in order and stopped in the opposite order.
 *
 * <p>Threads: {@link #start} in one, {@link #close} in any, also while it still starts.
 */
final class RunningDemo implements AutoCloseable {
  static final String ADMIN = "admin";
  static final String CONSUMER_KEY = "demo-lms";

  private static final String CLIENT_ID = "examhall-demo";
  private static final String DEPLOYMENT = "1";

  private static final Duration START_PATIENCE = Duration.ofSeconds(120);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

  private final DemoFolder folder;
  private final Addresses addresses;
  private final Product product;
  private final DemoSecrets secrets;
  private final Optional<Path> samples;
  private final Deque<Runnable> stops = new ArrayDeque<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean closing;

  RunningDemo(DemoFolder folder, Addresses addresses, Path war, Optional<Path> samples) {
    this.folder = folder;
    this.addresses = addresses;
    this.product = new Product(war, folder);
    this.secrets = DemoSecrets.of(folder);
    this.samples = samples;
  }

  /** Returns when all of it serves. */
  void start() {
    DevPostgres postgres = DevPostgres.start(folder.postgres());
    onClose(postgres::stop);
    postgres.onEnd(() -> endedBy("PostgreSQL", folder.postgres().resolve("postgres.log")));
    DevRedis redis = DevRedis.start(folder.redis());
    onClose(redis::stop);
    redis.onEnd(() -> endedBy("Redis", folder.redis().resolve("redis.log")));
    int webPort = addresses.https() ? Ports.free() : addresses.port();
    product.writeSettings(addresses, postgres, redis, secrets, webPort);
    prepareDatabase(postgres);
    DemoLms lms = DemoLms.start(lmsOptions());
    onClose(lms::close);
    connectPlatform(lms);
    watch("the worker", product.worker());
    ServerProcess web = product.web(webPort);
    watch("the web server", web);
    if (addresses.https()) {
      TlsFront front = TlsFront.start(addresses.port(), webPort, folder, secrets);
      onClose(front::close);
    }
    awaitReady(webPort, web);
  }

  /** Waits until a part of it ends by itself; tells which. */
  String awaitEnd() {
    return ended.join();
  }

  String adminPassword() {
    return secrets.adminPassword();
  }

  /** Stops what was started, the latest first; a second call waits for the first. */
  @Override
  public void close() {
    synchronized (this) {
      if (closing) {
        await(closed);
        return;
      }
      closing = true;
    }
    while (!stops.isEmpty()) {
      stops.pop().run();
    }
    closed.countDown();
  }

  boolean isClosing() {
    synchronized (this) {
      return closing;
    }
  }

  /** By LTI 1.3, too, so that the teacher can switch; once for each address of the LMS. */
  private void connectPlatform(DemoLms lms) {
    Path mark = folder.postgres().resolve("connected-" + addresses.lms().getPort());
    if (Files.notExists(mark)) {
      product.run("", registrationCommand(lms));
      create(mark);
    }
    if (lms.platform().registration().isEmpty()) {
      lms.platform()
          .connect(
              Registration.of(
                  CLIENT_ID,
                  DEPLOYMENT,
                  addresses.app().resolve("/lti13/login"),
                  addresses.app().resolve("/lti13/launch"),
                  addresses.app().resolve("/lti13/jwks")));
    }
  }

  private static String[] registrationCommand(DemoLms lms) {
    return new String[] {
      "consumer",
      "add",
      "--lti13",
      "--title",
      "Demo LMS by LTI 1.3",
      "--issuer",
      lms.url().toString(),
      "--client-id",
      CLIENT_ID,
      "--auth-url",
      lms.url() + "/lti13/auth",
      "--token-url",
      lms.url() + "/lti13/token",
      "--keys-url",
      lms.url() + "/lti13/keys",
      "--deployment",
      DEPLOYMENT
    };
  }

  private static void create(Path mark) {
    try {
      Files.createFile(mark);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void prepareDatabase(DevPostgres postgres) {
    Path mark = folder.postgres().resolve("prepared");
    if (Files.exists(mark)) {
      return;
    }
    postgres.recreateDatabase("examhall");
    product.run("", "migrate");
    product.run(
        secrets.adminPassword(), "admin", "create", "--username", ADMIN, "--password-stdin");
    product.run(
        secrets.consumerSecret(),
        "consumer",
        "add",
        "--lti11",
        "--title",
        "Demo LMS",
        "--key",
        CONSUMER_KEY,
        "--secret-stdin");
    create(mark);
  }

  private DemoLms.Options lmsOptions() {
    Tool tool =
        new Tool(addresses.app().resolve("/lti11/launch"), CONSUMER_KEY, secrets.consumerSecret());
    return new DemoLms.Options(
        Addresses.LMS_HOST, addresses.lmsPort(), Optional.of(folder.course()), tool, samples);
  }

  private void watch(String name, ServerProcess process) {
    onClose(() -> process.stop(STOP_PATIENCE));
    process.onEnd(() -> endedBy(name, folder.run()));
  }

  private void endedBy(String name, Path log) {
    if (!isClosing()) {
      ended.complete(name + " has ended by itself; its log is in " + log);
    }
  }

  private synchronized void onClose(Runnable stop) {
    if (closing) {
      stop.run();
      throw new DemoProblem("stopped while starting");
    }
    stops.push(stop);
  }

  private void awaitReady(int port, ServerProcess web) {
    URI ready = URI.create("http://127.0.0.1:" + port + "/health/ready");
    HttpClient http = HttpClient.newHttpClient();
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (!answersWell(http, ready)) {
      if (ended.isDone() || System.nanoTime() > deadline) {
        String what = ended.getNow("The web server does not get ready.");
        throw new DemoProblem(what + "\n" + web.lastWords());
      }
      await(new CountDownLatch(1), Duration.ofMillis(250));
    }
  }

  private static boolean answersWell(HttpClient http, URI url) {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void await(CountDownLatch latch) {
    await(latch, Duration.ofMinutes(2));
  }

  private static void await(CountDownLatch latch, Duration patience) {
    try {
      latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
