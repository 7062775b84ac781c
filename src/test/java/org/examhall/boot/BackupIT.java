package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.examhall.demo.server.DevPostgres;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.json.Json;
import org.examhall.scorm.PackageStore;
import org.examhall.scorm.zip.PackageLimits;
import org.examhall.scorm.zip.UnpackProgress;
import org.examhall.scorm.zip.Upload;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Servers;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups by the command line, and what is left of them after all kinds of mishaps. */
class BackupIT {
  private static final Path PACKAGE = Path.of("target/samples/numbas-like.zip");
  private static DevPostgres postgres;
  private static World world;
  private static Sitting ann;
  private static String sha256;
  @TempDir private static Path data;
  @TempDir private Path backups;
  @TempDir private Path root;
  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void open() throws IOException {
    postgres = Servers.installedPostgres();
    world = World.on(postgres);
    new Core(world.config()).migrate();
    ann = Sitting.in(world);
    try (PackageStore store =
        new PackageStore(
            data.resolve("packages"), new PackageLimits(1 << 20, 10 << 20, 100), new Json())) {
      byte[] zip = Files.readAllBytes(PACKAGE);
      Upload upload =
          new Upload("exam.zip", "application/zip", zip.length, new ByteArrayInputStream(zip));
      sha256 = store.receive(upload, UnpackProgress.NONE).sha256();
    }
    allExamsAreOurPackage();
    world.db().run(tx -> tx.change("update launch set purpose = 'administration'"));
    String account =
        "insert into staff_account (username, password_hash, link_hash) values (?, '', '')";
    world.db().run(tx -> tx.change(account, "ann"));
    String invitation =
        """
        insert into registration_invite (code_hash, created_by, consumer_title, expires_at)
        values ('', '', '', now() + interval '7 days')
        """;
    world.db().run(tx -> tx.change(invitation));
    world.db().run(tx -> tx.change("update retention_rule set enabled = true, begins_at = now()"));
  }

  @AfterAll
  static void close() {
    world.close();
    postgres.close();
  }

  @BeforeEach
  void anEmptyRoot() {
    postgres.recreateDatabase("root");
  }

  @Test
  @Requirement("F24")
  void everythingIsBackOnAnEmptyRoot() throws IOException {
    Path backup = backUp();

    int restored = onRoot("restore", backup.toString());

    assertEquals(0, restored, out.toString());
    assertTrue(out.toString().contains("1 attempts, 1 packages"), out.toString());
    assertTrue(Files.exists(root.resolve("packages").resolve(sha256).resolve("files/index.html")));
    assertEquals("1", ask("select count(*) from lti11_key"));
    assertEquals("0", ask("select count(*) from launch where expires_at > now()"));
    assertEquals("1 0", ask("select count(*) || ' ' || count(link_hash) from staff_account"));
    assertEquals("0", ask("select count(*) from registration_invite where expires_at > now()"));
    assertEquals("2", ask("select count(*) from retention_rule where begins_at > now() + '6 d'"));
    assertEquals("backup.restored", ask("select action from audit_log order by id desc limit 1"));
    assertEquals("rwx------", mode(backup));
    assertEquals("rw-------", mode(backup.resolve("database.dump")));
    String settings = Files.readString(backup.resolve("examhall.conf"));
    assertTrue(settings.contains("SECRET_KEY=" + World.SECRET_KEY));
  }

  @Test
  @Requirement("F24")
  void numbersThatWereGivenOutSinceAreNotGivenOutAgain() {
    Path backup = backUp();
    Sitting later = Sitting.in(world);
    allExamsAreOurPackage();

    onRoot("restore", backup.toString());

    long next = Long.parseLong(ask("select nextval(pg_get_serial_sequence('attempt', 'id'))"));
    assertTrue(next > later.attemptId() + 1_000, "attempt " + next);
    assertEquals(
        ask("select count(*) from attempt where state <> 'ended'"),
        ask("select count(*) from attempt_lease where epoch > 1000 and restored_from = 1"));
  }

  @Test
  void theNewestStayAndWhatAKilledOneLeftGoes() throws IOException {
    Path first = backUp();
    Files.createDirectory(backups.resolve(".growing"));
    Files.writeString(backups.resolve(".growing/database.dump"), "half of it");

    Path second = backUp("--keep", "1", "--without-secrets");

    assertFalse(Files.exists(first));
    assertEquals(List.of(second), folders());
    assertFalse(Files.readString(second.resolve("examhall.conf")).contains("SECRET"));
    assertEquals(0, onRoot("restore", second.toString()), out.toString());
  }

  @Test
  void whatCantBeLinkedIsCopied() throws IOException {
    Path shared = backUp().resolve("packages");
    Path elsewhere = Files.createTempDirectory(Path.of("/dev/shm"), ""); // another file system
    Path zip = elsewhere.resolve(sha256 + ".zip");
    Files.move(shared.resolve(zip.getFileName()), zip);
    Files.delete(shared);
    Files.createSymbolicLink(shared, elsewhere);

    Path second = backUp();
    Files.delete(zip);
    Files.delete(elsewhere);

    assertEquals(0, onRoot("restore", second.toString()), out.toString());
  }

  @Test
  @Requirement("F06")
  void oneThatFailsGivesItsRoomBack() throws IOException {
    Path zip = data.resolve("packages").resolve(sha256).resolve("package.zip");
    Path aside = Files.move(zip, data.resolve("aside.zip"));
    Files.createDirectory(zip); // where there should be a file

    int failed = run(settings(), "backup", "--to", backups.toString());
    Files.delete(zip);
    Files.move(aside, zip);

    assertEquals(1, failed, out.toString());
    assertFalse(Files.exists(backups.resolve(".growing")));
  }

  @Test
  @Requirement("I35")
  void packagesThatAreGoneAreToldByTheBackupAndByDoctor() throws IOException {
    Path ours = data.resolve("packages").resolve(sha256);
    Path elsewhere = Files.move(ours, data.resolve("gone"));
    int taken;
    String told;
    try {
      taken = run(settings(), "backup", "--to", backups.toString());
      told = out.toString();
      run(settings(), "doctor");
    } finally {
      Files.move(elsewhere, ours);
    }

    assertEquals(3, taken, told);
    assertTrue(told.contains("there is no whole package " + sha256), told);
    assertTrue(out.toString().contains("1 of 1 are not in " + ours.getParent()), out.toString());
  }

  @Test
  void doctorSaysWhenTheLastOneWasTaken() {
    backUp();

    run(settings(), "doctor");

    assertTrue(out.toString().contains("ok     backup      the last one is of 20"), out.toString());
  }

  @Test
  void whatIsMissingOrWasChangedIsNotRestored() throws IOException {
    Path backup = backUp();
    Files.writeString(backup.resolve("packages").resolve(sha256 + ".zip"), "changed");

    int restored = onRoot("restore", backup.toString());
    Files.delete(backup.resolve("manifest.json"));
    int noBackup = onRoot("restore", backup.toString());

    assertEquals(List.of(1, 1), List.of(restored, noBackup));
    assertEquals("0", ask(TABLES));
  }

  @Test
  void aNewerVersionsBackupAndOneOfAnotherKeyAreRefused() throws IOException {
    Path backup = backUp();
    Map<String, String> otherKey = rootSettings();
    otherKey.put(Option.SECRET_KEY.variable(), "another key that is long enough to be one");

    int withOtherKey = run(otherKey, "restore", backup.toString());
    Path manifest = backup.resolve("manifest.json");
    String newer = Files.readString(manifest).replaceFirst("\"tables\":\\d+", "\"tables\":999");
    Files.writeString(manifest, newer);
    int ofNewer = onRoot("restore", backup.toString());

    assertEquals(List.of(1, 1), List.of(withOtherKey, ofNewer));
    assertEquals("0", ask(TABLES));
  }

  @Test
  void aFullDatabaseIsReplacedOnlyWhenTold() {
    Path backup = backUp();
    assertEquals(0, onRoot("migrate"));

    int untold = onRoot("restore", backup.toString());
    String attempts = ask("select count(*) from attempt");
    int told = onRoot("restore", "--replace", backup.toString());

    assertEquals(List.of(1, 0), List.of(untold, told), out.toString());
    assertEquals("0", attempts);
    assertFalse(ask("select count(*) from attempt").equals("0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "28"})
  @Requirement("F24")
  void aFormerVersionsTablesAreBackedUpAndRestoredByThisOne(String level) {
    postgres.recreateDatabase("former");
    Flyway.configure()
        .dataSource(postgres.url("former"), postgres.user(), postgres.password())
        .locations("classpath:db/migration")
        .target(level)
        .load()
        .migrate();
    Map<String, String> former = rootSettings();
    former.put(Option.DATABASE_URL.variable(), postgres.url("former"));

    int taken = run(former, "backup", "--to", backups.toString());
    int restored = onRoot("restore", folders().get(0).toString());

    assertEquals(List.of(0, 0), List.of(taken, restored), out.toString());
    assertEquals(askWorld(TABLES), ask(TABLES));
  }

  @Test
  @Requirement("F24")
  void aRestoreThatFailsLeavesWhatWasThereAndANewerClientWorksOnAnOlderServer() throws Exception {
    Path backup = backUp();
    assertEquals(0, onRoot("migrate"));
    ask("insert into setup_code (code_hash) values ('what was there')");

    int failed = replaceBy("$a SELECT 1 / 0;", backup);
    String left = ask("select count(*) from setup_code");
    int newer = replaceBy("/^SET lock_timeout/a SET transaction_timeout = 0;", backup);

    assertEquals(List.of(1, 0), List.of(failed, newer));
    assertEquals("1", left);
    assertFalse(ask("select count(*) from attempt").equals("0"));
  }

  /** With a pg_restore whose words go through sed first. */
  private int replaceBy(String edit, Path backup) throws Exception {
    Path program = Files.createDirectories(root.resolve("bin")).resolve("pg_restore");
    Files.writeString(
        program, "#!/bin/sh\nPATH=${PATH#*:}\npg_restore \"$@\" | LC_ALL=C sed '" + edit + "'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Map<String, String> settings = rootSettings();
    settings.put("PATH", program.getParent() + ":" + System.getenv("PATH"));
    return Commands.process(settings, "restore", "--replace", backup.toString()).waitFor();
  }

  @Test
  void nobodyRestoresBehindTheBackOfARunningSite() {
    Path backup = backUp();

    int restored = run(settings(), "restore", "--replace", backup.toString()); // the world is on it

    assertEquals(1, restored);
  }

  @Test
  @Requirement("F24")
  void aRestoreThatIsKilledLeavesNothingHalfDoneAndIsStartedAgain() throws Exception {
    Path backup = backUp();

    Process killed = Commands.process(rootSettings(), "restore", backup.toString());
    await(() -> !ask(PSQL_AT_WORK).equals("0") || !killed.isAlive());
    killed.destroyForcibly().waitFor();
    await(() -> ask(PSQL_AT_WORK).equals("0"));
    String left = ask(TABLES);
    int again = onRoot("restore", "--replace", backup.toString());

    assertTrue(List.of("0", askWorld(TABLES)).contains(left), left + " tables");
    assertEquals(0, again, out.toString());
    assertFalse(ask("select count(*) from attempt").equals("0"));
  }

  private static final String PSQL_AT_WORK =
      "select count(*) from pg_stat_activity where datname = 'root' and application_name = 'psql'";

  private static final String TABLES = "select count(*) from pg_tables where schemaname = 'public'";

  private Path backUp(String... words) {
    List<String> line =
        Stream.concat(Stream.of("backup", "--to", backups.toString()), Stream.of(words)).toList();
    assertEquals(0, run(settings(), line.toArray(String[]::new)), out.toString());
    return folders().get(folders().size() - 1);
  }

  private List<Path> folders() {
    try (Stream<Path> all = Files.list(backups)) {
      return all.filter(path -> !path.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int onRoot(String... words) {
    return run(rootSettings(), words);
  }

  private int run(Map<String, String> settings, String... words) {
    return Commands.line(settings, new PrintWriter(out)).execute(words);
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    for (Option option : Option.values()) {
      settings.put(option.variable(), world.config().text(option));
    }
    settings.put(Option.DATA_DIR.variable(), data.toString());
    return settings;
  }

  private Map<String, String> rootSettings() {
    Map<String, String> settings = settings();
    settings.put(Option.DATABASE_URL.variable(), postgres.url("root"));
    settings.put(Option.DATA_DIR.variable(), root.toString());
    return settings;
  }

  private static void allExamsAreOurPackage() {
    world.db().run(tx -> tx.change("update exam_version set sha256 = ?", sha256));
  }

  private static String ask(String sql) {
    return Sql.ask(postgres, postgres.url("root"), sql);
  }

  private static String askWorld(String sql) {
    return Sql.ask(postgres, world.config().text(Option.DATABASE_URL), sql);
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(condition);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
