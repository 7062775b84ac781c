package org.examhall.demo.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A real PostgreSQL on loopback whose data stays in a folder.
 *
 * <p>Durable: what it committed survives {@link #kill}. Small: meant for a demo or a test run. Runs
 * for an ordinary user and for root, in which case the server itself runs as "nobody" and the
 * folder must be one that other users may enter. Comes up again after any kind of stop, also one of
 * a launcher that was killed before it could stop its server.
 *
 * <p>Threads: starting and stopping one at a time; the rest any.
 */
public final class DevPostgres implements AutoCloseable {
  /** The owner of all databases. */
  public static final String USER = "examhall";

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("shared_buffers", "32MB"),
          Map.entry("max_connections", "100"),
          Map.entry("max_worker_processes", "2"),
          Map.entry("max_parallel_workers", "0"),
          Map.entry("autovacuum_max_workers", "1"),
          Map.entry("wal_level", "minimal"),
          Map.entry("max_wal_senders", "0"),
          Map.entry("max_wal_size", "256MB"),
          Map.entry("jit", "off"),
          Map.entry("huge_pages", "off"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"));

  private final PostgresFolder folder;
  private final int port;
  private final Map<String, String> settings;
  private ServerProcess process;

  private DevPostgres(PostgresFolder folder, int port, Map<String, String> settings) {
    this.folder = folder;
    this.port = port;
    this.settings = settings;
    this.process = launch();
  }

  /** Starts with the settings of the demo. */
  public static DevPostgres start(Path home) {
    return start(home, Map.of());
  }

  /**
   * Starts the server of a folder on a free port and waits until it answers.
   *
   * @param home the folder; created, with an empty cluster, when missing
   * @param settings configuration parameters that differ from the demo's
   * @throws ServerProblem when it does not come up; the message says why
   */
  public static DevPostgres start(Path home, Map<String, String> settings) {
    return start(home, settings, PostgresPrograms::bundled);
  }

  /**
   * As {@link #start(Path, Map)}, with the distribution's own programs: those that come with the
   * demo have no pg_dump, and one works on servers of its own version or older ones.
   */
  public static DevPostgres startInstalled(Path home, Map<String, String> settings) {
    return start(home, settings, unused -> PostgresPrograms.installed());
  }

  private static DevPostgres start(
      Path home, Map<String, String> settings, Function<Path, PostgresPrograms> programs) {
    Map<String, String> all = new TreeMap<>(SETTINGS);
    all.putAll(settings);
    PostgresFolder folder = PostgresFolder.open(home, programs);
    PostgresFolder.endLeftover(home);
    return new DevPostgres(folder, Ports.free(), all);
  }

  /** Copies what a stopped server keeps in a folder to another folder, which is created. */
  public static void copy(Path home, Path copy) {
    PostgresFolder.copy(home, copy);
  }

  /** Starts it again after any of the stops, on the same port. */
  public void restart() {
    process = launch();
  }

  public int port() {
    return port;
  }

  public String user() {
    return USER;
  }

  public String password() {
    return folder.password();
  }

  /** The JDBC address of a database of this server. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public boolean isRunning() {
    return process.isRunning();
  }

  /** Runs an action when the server ends, in whatever way. */
  public void onEnd(Runnable action) {
    process.onEnd(action);
  }

  /** Creates a database when there is none of that name; true when it was created. */
  public boolean createDatabase(String name) {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      boolean exists =
          statement
              .executeQuery("select from pg_database where datname = '" + plain(name) + "'")
              .next();
      if (!exists) {
        statement.execute("create database " + name);
      }
      return !exists;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create the database " + name, e);
    }
  }

  /** Creates an empty database in place of one of that name, if there is one. */
  public void recreateDatabase(String name) {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + plain(name) + " with (force)");
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create the database " + name, e);
    }
  }

  /** Creates a database as a copy of another one, which nobody may be connected to. */
  public void createDatabase(String name, String template) {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + plain(name) + " template " + plain(template));
    } catch (SQLException e) {
      throw new IllegalStateException("cannot copy " + template + " to " + name, e);
    }
  }

  /** Stops in an orderly way ("fast": open transactions are rolled back, all is written out). */
  public void stop() {
    stop("fast");
  }

  /** Stops at once without writing out ("immediate"); the next start recovers from the log. */
  public void immediateStop() {
    stop("immediate");
  }

  /** Kills the server and all its processes, as a power cut would. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    stop();
  }

  private void stop(String mode) {
    if (process.isRunning()) {
      folder.pgCtlStop(mode);
    }
    if (!process.ended(STOP_PATIENCE)) {
      process.kill();
    }
    process.forget();
  }

  private ServerProcess launch() {
    List<String> command = new ArrayList<>();
    command.add(folder.program("postgres").toString());
    command.addAll(List.of("-D", folder.data().toString(), "-p", Integer.toString(port)));
    settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (true) {
      ServerProcess started =
          ServerProcess.start("postgres", folder.home(), Unprivileged.command(command), Map.of());
      if (answers(started, deadline)) {
        return started;
      }
      String lastWords = started.lastWords();
      started.stop(STOP_PATIENCE);
      // Processes of a killed server may need a moment to notice and to let go of its memory.
      boolean passing = lastWords.contains("is still in use");
      if (!passing || System.nanoTime() > deadline) {
        throw new ServerProblem("PostgreSQL does not start:\n" + lastWords);
      }
      Pause.millis(200);
    }
  }

  private boolean answers(ServerProcess started, long deadline) {
    while (started.isRunning() && System.nanoTime() < deadline) {
      try (Connection connection = connect("postgres")) {
        return connection.isValid(5);
      } catch (SQLException e) {
        Pause.millis(20); // not listening yet, or still recovering
      }
    }
    return false;
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), USER, password());
  }

  private static String plain(String name) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("not a plain database name: " + name);
    }
    return name;
  }

  /** Whether the server could work in this folder; a closed parent keeps it out under root. */
  public static boolean reaches(Path home) {
    return Unprivileged.reaches(home);
  }

  /** Ends the server of a folder whose launcher was killed; does nothing when none runs. */
  public static void endLeftover(Path home) {
    PostgresFolder.endLeftover(home);
  }
}
