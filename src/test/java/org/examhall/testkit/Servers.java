package org.examhall.testkit;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.examhall.demo.server.DevPostgres;
import org.examhall.demo.server.DevRedis;
import org.flywaydb.core.Flyway;

/**
 * The one PostgreSQL and the one Redis of a test run, started when a test first asks.
 *
 * <p>Each call of {@link #freshDatabase} and {@link #freshRedisUrl} gives something nobody else
 * uses: one per test class is the habit. Both servers end with the JVM. Tests that stop or kill a
 * server start their own {@link DevPostgres} or {@link DevRedis}.
 *
 * <p>Threads: any.
 */
public final class Servers {
  private static final String MIGRATED = "migrated_template";

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final AtomicInteger REDIS_DATABASES = new AtomicInteger();

  /** A database of its own for one test class. Passwords here guard nothing. */
  public record Database(String url, String user, String password) {}

  private Servers() {}

  /** A new database that holds the product's tables and no rows but those of migrations. */
  public static Database freshDatabase() {
    return copyOf(Migrated.TEMPLATE);
  }

  /** A new database with nothing in it. */
  public static Database emptyDatabase() {
    return copyOf("template0");
  }

  /** The address of an empty logical database of Redis. Pub/sub is shared by all of them. */
  public static String freshRedisUrl() {
    return RunningRedis.SERVER.url(REDIS_DATABASES.getAndIncrement() % DevRedis.DATABASES);
  }

  /** The shared PostgreSQL. */
  public static DevPostgres postgres() {
    return RunningPostgres.SERVER;
  }

  /** A durable PostgreSQL of the caller's own, who may break it; it ends with the JVM. */
  public static DevPostgres ownPostgres() {
    DevPostgres own = DevPostgres.start(TestFolder.of("postgres-" + DATABASES.incrementAndGet()));
    TestFolder.beforeDeletion(own::immediateStop);
    return own;
  }

  /**
   * One of the caller's own, of the distribution, whose pg_dump works on that version or older ones
   * only; it ends with the JVM.
   */
  public static DevPostgres installedPostgres() {
    Path home = TestFolder.of("postgres-" + DATABASES.incrementAndGet());
    DevPostgres own = DevPostgres.startInstalled(home, Map.of());
    TestFolder.beforeDeletion(own::immediateStop);
    return own;
  }

  /** The shared Redis. */
  public static DevRedis redis() {
    return RunningRedis.SERVER;
  }

  private static Database copyOf(String template) {
    String name = "test_" + DATABASES.incrementAndGet();
    postgres().createDatabase(name, template);
    return database(name);
  }

  private static Database database(String name) {
    return new Database(postgres().url(name), postgres().user(), postgres().password());
  }

  private static final class RunningPostgres {
    /** Not durable, for speed: nothing here outlives the JVM. */
    static final DevPostgres SERVER =
        DevPostgres.start(
            TestFolder.of("postgres"),
            Map.of("fsync", "off", "synchronous_commit", "off", "max_connections", "200"));

    static {
      TestFolder.beforeDeletion(SERVER::immediateStop);
    }
  }

  private static final class RunningRedis {
    static final DevRedis SERVER = DevRedis.start(TestFolder.of("redis"));

    static {
      TestFolder.beforeDeletion(SERVER::kill);
    }
  }

  private static final class Migrated {
    static final String TEMPLATE = migrate();

    private static String migrate() {
      postgres().recreateDatabase(MIGRATED);
      Database template = database(MIGRATED);
      Flyway.configure()
          .dataSource(template.url(), template.user(), template.password())
          .locations("classpath:db/migration")
          .load()
          .migrate();
      return MIGRATED;
    }
  }
}
