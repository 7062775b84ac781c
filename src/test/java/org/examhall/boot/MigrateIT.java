package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.examhall.demo.server.DevPostgres;
import org.examhall.kernel.config.Option;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Servers;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tables of a database, made by the command line. */
class MigrateIT {
  private static final String COLUMNS =
      """
      select string_agg(table_name || '.' || column_name || ' ' || data_type, ', '
                        order by table_name, column_name) as columns
        from information_schema.columns
       where table_schema = 'public'
      """;

  private final World world = World.fresh();
  private final DevPostgres postgres = Servers.ownPostgres();
  private final StringWriter out = new StringWriter();
  private final Map<String, String> settings = new HashMap<>();

  MigrateIT() {
    for (Option option : Option.values()) {
      settings.put(option.variable(), world.config().text(option));
    }
    postgres.createDatabase("root");
    settings.put(Option.DATABASE_URL.variable(), postgres.url("root"));
    settings.put(Option.DATABASE_USER.variable(), postgres.user());
    settings.put(Option.DATABASE_PASSWORD.variable(), postgres.password());
  }

  @AfterEach
  void close() {
    postgres.close();
    world.close();
  }

  @Test
  @Requirement("F24")
  void aMigrationThatIsKilledIsFinishedByTheNext() throws Exception {
    for (int done : List.of(3, 12, 24)) {
      Process killed = Commands.process(settings, "migrate");
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> migrations() >= done || !killed.isAlive());
      killed.destroyForcibly().waitFor();
    }

    int finished = migrate();

    assertEquals(0, finished, out.toString());
    String whole = world.db().tx(tx -> tx.only(COLUMNS, row -> row.text("columns")));
    assertEquals(whole, ask(COLUMNS));
  }

  @Test
  @Requirement("F02")
  void aFormerVersionStartsOnTheTablesOfANewerOne() {
    assertEquals(0, migrate());
    ask(
        """
        insert into flyway_schema_history
        select max(installed_rank) + 1, '999', 'of a newer version', 'SQL', 'V999__.sql', 0, 'us',
               now(), 1, true
          from flyway_schema_history
        """);

    int migrated = migrate();

    assertEquals(0, migrated, out.toString());
  }

  private int migrate() {
    return Commands.line(settings, new PrintWriter(out)).execute("migrate");
  }

  private int migrations() {
    boolean begun = ask("select to_regclass('flyway_schema_history') is not null").equals("t");
    return begun ? Integer.parseInt(ask("select count(*) from flyway_schema_history")) : 0;
  }

  private String ask(String sql) {
    return Sql.ask(postgres, postgres.url("root"), sql);
  }
}
