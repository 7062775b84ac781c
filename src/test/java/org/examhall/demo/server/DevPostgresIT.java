package org.examhall.demo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DevPostgresIT {
  @TempDir static Path home;
  DevPostgres postgres;

  @BeforeEach
  void start() throws Exception {
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    postgres = DevPostgres.start(home.resolve("postgres"));
    postgres.recreateDatabase("exams");
    execute("create table answer (id int primary key)");
  }

  @AfterEach
  void stop() {
    postgres.stop();
  }

  static Stream<Consumer<DevPostgres>> stops() {
    return Stream.of(DevPostgres::stop, DevPostgres::immediateStop, DevPostgres::kill);
  }

  @ParameterizedTest
  @MethodSource("stops")
  void committedRowsSurviveEveryKindOfStop(Consumer<DevPostgres> stop) throws Exception {
    execute("insert into answer values (1)");

    stop.accept(postgres);
    postgres.restart();

    assertEquals(List.of("1"), query("select id from answer"));
  }

  @ParameterizedTest
  @MethodSource("stops")
  void aNewLauncherTakesTheFolderOver(Consumer<DevPostgres> stop) throws Exception {
    execute("insert into answer values (1)");
    stop.accept(postgres);

    postgres = DevPostgres.start(home.resolve("postgres"));

    assertEquals(List.of("1"), query("select id from answer"));
  }

  @Test
  void aServerThatOutlivedItsLauncherIsEndedByTheNextStart() throws Exception {
    execute("insert into answer values (1)");
    DevPostgres orphan = postgres;

    postgres = DevPostgres.start(home.resolve("postgres"));

    assertFalse(orphan.isRunning());
    assertEquals(List.of("1"), query("select id from answer"));
  }

  @Test
  void aStalePidFileOfAnotherProgramIsIgnored() throws Exception {
    postgres.kill();
    Path pidFile = home.resolve("postgres/data/postmaster.pid");
    Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");

    postgres = DevPostgres.start(home.resolve("postgres"));

    assertTrue(postgres.isRunning());
    assertTrue(ProcessHandle.current().isAlive());
  }

  @Test
  void itIsDurableAndListensOnLoopbackOnly() throws Exception {
    String names = "'fsync', 'full_page_writes', 'listen_addresses', 'synchronous_commit'";

    List<String> values =
        query("select setting from pg_settings where name in (" + names + ") order by name");

    assertEquals(List.of("on", "on", "127.0.0.1", "on"), values);
  }

  @Test
  void thePasswordIsNeeded() {
    String url = postgres.url("exams");

    var refusal =
        assertThrows(
            SQLException.class, () -> DriverManager.getConnection(url, DevPostgres.USER, "wrong"));

    assertEquals("28P01", refusal.getSQLState());
  }

  @Test
  void aDatabaseIsACopyOfItsTemplate() throws Exception {
    execute("insert into answer values (7)");

    postgres.createDatabase("copy_of_exams", "exams");

    try (Connection connection = connect("copy_of_exams")) {
      assertEquals(List.of("7"), query(connection, "select id from answer"));
    }
  }

  @Test
  void theWayDownFromRootWithoutSetprivWorks() {
    List<String> command = Unprivileged.withSu(List.of("test", "-x", "/tmp"));

    int exitCode = Unprivileged.isRoot() ? ServerProcess.exitCode(command, Path.of("/")) : 0;

    assertEquals(0, exitCode);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect("exams");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = connect("exams")) {
      return query(connection, sql);
    }
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      Stream.Builder<String> values = Stream.builder();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values.build().toList();
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        postgres.url(database), postgres.user(), postgres.password());
  }
}
