package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.examhall.demo.lms.Platform;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.demo.lms.lti13.Registration;
import org.examhall.demo.server.DevPostgres;
import org.examhall.demo.server.DevRedis;
import org.examhall.demo.server.Ports;
import redis.clients.jedis.RedisClient;

/**
 * PostgreSQL with durable settings, Redis and the product's own processes, on free ports of this
 * machine. Needs a built {@code target/examhall}.
 */
public final class Rig implements AutoCloseable {
  /** Key that seals secrets here; it guards nothing. */
  public static final String SECRET_KEY = "a secret key that guards nothing but a benchmark";

  private static final String DATABASE = "examhall";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "shared_buffers", "256MB",
          "max_wal_size", "8GB",
          "checkpoint_timeout", "30min",
          "max_connections", "150");

  /** Whose PostgreSQL it is. */
  enum Programs {
    /** The one that comes with the demo. */
    BUNDLED,
    /** The distribution's, which has client programs, too. */
    INSTALLED
  }

  /** How long a process may take to be ready, or to end; a busy machine is slow. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What the first temporary one made, before anything was in it: the next ones begin there. */
  private static final Map<Programs, Path> MIGRATED = new EnumMap<>(Programs.class);

  private final Path home;
  private final DevPostgres postgres;
  private final DevRedis redis;
  private final int port = Ports.free();
  private final List<Process> children = new ArrayList<>();
  private final List<String> jvmOptions;
  private final boolean passing;
  private List<String> entering = List.of();

  /** Starts the servers below {@code home} and makes the schema. */
  public Rig(Path home) {
    this(home, Programs.BUNDLED, List.of(), false);
    run("", "migrate");
  }

  /** The schema is not made yet, unless it is in {@code home}. */
  private Rig(Path home, Programs programs, List<String> jvmOptions, boolean passing) {
    this.home = home;
    this.jvmOptions = jvmOptions;
    this.passing = passing;
    Path folder = home.resolve("postgres");
    this.postgres =
        programs == Programs.BUNDLED
            ? DevPostgres.start(folder, SETTINGS)
            : DevPostgres.startInstalled(folder, SETTINGS);
    this.redis = DevRedis.start(home.resolve("redis"));
    postgres.createDatabase(DATABASE);
  }

  /** One that leaves nothing behind but its logs. */
  static Rig temporary() {
    return temporary(Programs.BUNDLED);
  }

  /** The same, on this PostgreSQL. */
  static Rig temporary(Programs programs) {
    return passing(programs, List.of());
  }

  /** A temporary one whose processes start quickly and never come to full speed. */
  static Rig brief(Programs programs) {
    return passing(programs, List.of("-XX:TieredStopAtLevel=1"));
  }

  private static synchronized Rig passing(Programs programs, List<String> jvmOptions) {
    Path home = temporaryHome();
    Path migrated = MIGRATED.get(programs);
    if (migrated != null) {
      DevPostgres.copy(migrated, home.resolve("postgres"));
      return new Rig(home, programs, jvmOptions, true);
    }
    Rig first = new Rig(home, programs, jvmOptions, true);
    first.run("", "migrate");
    MIGRATED.put(programs, first.copyOfPostgres());
    return first;
  }

  private Path copyOfPostgres() {
    Path copy = temporaryHome();
    postgres.stop();
    DevPostgres.copy(home.resolve("postgres"), copy);
    postgres.restart();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> KeptHome.delete(copy)));
    return copy;
  }

  /** The server under the product. */
  public DevPostgres postgres() {
    return postgres;
  }

  /** The doorbell. */
  public DevRedis redis() {
    return redis;
  }

  /** Where the logs of this run are. */
  public Path home() {
    return home;
  }

  /** PostgreSQL's first process. */
  ProcessHandle postmaster() {
    try {
      String pid = Files.readString(home.resolve("postgres").resolve("postgres.pid")).strip();
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JDBC address of the product's database. */
  public String databaseUrl() {
    return postgres.url(DATABASE);
  }

  /** Database and packages are gone; there is an empty database of the name. */
  void loseEverything() {
    postgres.recreateDatabase(DATABASE);
    KeptHome.delete(home.resolve("data"));
    emptyRedis();
  }

  /** Forgets everything that Redis knows. */
  void emptyRedis() {
    try (RedisClient client = RedisClient.create(redis.url())) {
      client.flushAll();
    }
  }

  /** Has PostgreSQL tidy up now what it would tidy up later. */
  void settle() {
    change("vacuum analyze");
    change("checkpoint");
  }

  /** Runs a statement on the product's database. */
  void change(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one number that a statement on the product's database gives. */
  long count(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** App origin. */
  public String app() {
    return "http://localhost:" + port;
  }

  /** Content origin. */
  public String content() {
    return "http://127.0.0.1:" + port;
  }

  /** The port of both origins. */
  int port() {
    return port;
  }

  /** A connection to the product's database. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(databaseUrl(), postgres.user(), postgres.password());
  }

  /** Each process of the product begins with this command from now on. */
  void enter(List<String> command) {
    entering = command;
  }

  /** Starts a web process and waits until it is ready. */
  public Process startWeb() {
    return startWeb(port);
  }

  /** Starts one of several web processes, behind something that listens on {@link #port}. */
  Process startWeb(int ownPort) {
    Process web = start("web", "serve", "--port", String.valueOf(ownPort));
    awaitReady(ownPort);
    return web;
  }

  /** Lets an LMS launch with the tool's key and secret. */
  public void addConsumer(Tool tool) {
    run(
        tool.secret(),
        "consumer",
        "add",
        "--lti11",
        "--title",
        "Bench",
        "--key",
        tool.key(),
        "--secret-stdin");
  }

  /** Lets an LMS that knows the tool by LTI 1.3 launch. */
  void addPlatform(Platform platform) {
    Registration tool = platform.registration().orElseThrow();
    String services = platform.issuer() + "/lti13/";
    run(
        "",
        "consumer",
        "add",
        "--lti13",
        "--title",
        "Bench",
        "--issuer",
        platform.issuer(),
        "--client-id",
        tool.clientId(),
        "--deployment",
        tool.deployment(),
        "--auth-url",
        services + "auth",
        "--token-url",
        services + "token",
        "--keys-url",
        services + "keys");
  }

  /** Starts a worker. */
  public Process startWorker() {
    return start("worker", "worker");
  }

  /** Waits until the web process answers that it can write to the database. */
  public void awaitReady() {
    awaitReady(port);
  }

  private static void awaitReady(int ownPort) {
    HttpClient client = HttpClient.newHttpClient();
    URI address = URI.create("http://localhost:" + ownPort + "/health/ready");
    HttpRequest ready = HttpRequest.newBuilder(address).build();
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(
            () -> client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
  }

  /** Kills a child as {@code kill -9} does and waits until it is gone. */
  public static void kill(Process child) {
    child.destroyForcibly();
    waitFor(child);
  }

  /** Asks a child to end and waits until it is gone. */
  static void end(Process child) {
    child.destroy();
    waitFor(child);
  }

  @Override
  public void close() {
    children.forEach(Process::destroy);
    children.forEach(Rig::waitFor);
    redis.stop();
    postgres.stop();
    if (passing) {
      KeptHome.delete(home.resolve("postgres"));
      KeptHome.delete(home.resolve("redis"));
    }
  }

  /** Runs a command of the product to its end; {@code input} is what it reads. */
  void run(String input, String... command) {
    run(0, input, command);
  }

  /** The same of one that ends with {@code status}. */
  void run(int status, String input, String... command) {
    Process process = start(command[0], command);
    try (Writer writer = process.outputWriter(StandardCharsets.UTF_8)) {
      writer.write(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    waitFor(process);
    if (process.exitValue() != status) {
      throw new IllegalStateException(
          String.join(" ", command) + " failed, see " + home.resolve(command[0] + ".log"));
    }
  }

  private Process start(String name, String... command) {
    Path built = Path.of("target", "examhall", "WEB-INF").toAbsolutePath();
    List<String> line = new ArrayList<>(entering);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"));
    line.addAll(List.of("-XX:MinHeapFreeRatio=20", "-XX:MaxHeapFreeRatio=40"));
    line.add("-XX:-ShrinkHeapInSteps");
    line.addAll(jvmOptions);
    line.addAll(List.of("-cp", built + "/classes:" + built + "/lib/*:" + built + "/launch/*"));
    line.add("org.examhall.boot.Main");
    line.addAll(List.of(command));
    try {
      ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
      builder.environment().putAll(environment());
      builder.redirectOutput(
          ProcessBuilder.Redirect.appendTo(home.resolve(name + ".log").toFile()));
      Process process = builder.start();
      children.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("EXAMHALL_DATABASE_URL", databaseUrl()),
        Map.entry("EXAMHALL_DATABASE_USER", postgres.user()),
        Map.entry("EXAMHALL_DATABASE_PASSWORD", postgres.password()),
        Map.entry("EXAMHALL_REDIS_URL", redis.url()),
        Map.entry("EXAMHALL_PUBLIC_URL", app()),
        Map.entry("EXAMHALL_CONTENT_URL", content()),
        Map.entry("EXAMHALL_SECRET_KEY", SECRET_KEY),
        Map.entry("EXAMHALL_DATA_DIR", home.resolve("data").toString()),
        Map.entry("EXAMHALL_PRIVATE_HOSTS", "127.0.0.1,127.0.0.2,localhost"),
        Map.entry("EXAMHALL_WORKER", "separate"));
  }

  private static void waitFor(Process process) {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  /** A folder for one run, below the system's temporary folder; PostgreSQL's user may enter it. */
  public static Path temporaryHome() {
    try {
      Path home = Files.createTempDirectory("examhall-bench");
      return Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
