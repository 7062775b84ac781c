package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.demo.server.DevPostgres;

/**
 * What the same PostgreSQL can commit at most: transactions shaped like a save (one 4 KB row
 * updated, three rows inserted) by pgbench over 32 connections, prepared, durable.
 */
final class PgBench {
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
  private static final String DATABASE = "pgbench";

  private static final String TABLES =
      """
      create table head (id int primary key, body text not null) with (fillfactor = 50);
      create table item (id bigserial primary key, head int not null, body text not null);
      create table text_pool (id int primary key, body text not null);
      """;

  private static final String SAVE =
      """
      \\set student random(1, 1000)
      \\set words random(1, 64)
      begin;
      update head set body = (select body from text_pool where id = :words) where id = :student;
      insert into item (head, body)
      values (:student, 'answer'), (:student, (:words)::text), (:student, 'PT0H1M2S');
      commit;
      """;

  private final DevPostgres postgres;
  private final Path script;

  PgBench(DevPostgres postgres, Path home) {
    this.postgres = postgres;
    this.script = home.resolve("save.sql");
    if (postgres.createDatabase(DATABASE)) {
      write(script, SAVE);
      fill(home.resolve("fill.sql"));
    }
  }

  /** Transactions a second over {@code seconds}. */
  double run(int seconds) {
    String output =
        command(
            "pgbench",
            "-n",
            "-M",
            "prepared",
            "-c",
            "32",
            "-j",
            "2",
            "-T",
            String.valueOf(seconds),
            "-f",
            script.toString());
    Matcher tps = TPS.matcher(output);
    if (!tps.find()) {
      throw new IllegalStateException("pgbench said: " + output);
    }
    return Double.parseDouble(tps.group(1));
  }

  private void fill(Path file) {
    RandomText random = new RandomText(43);
    StringBuilder sql = new StringBuilder(TABLES);
    for (int i = 1; i <= 64; i++) {
      sql.append("insert into text_pool values (%d, '%s');%n".formatted(i, random.of(4_096)));
    }
    sql.append("insert into head select i, 'empty' from generate_series(1, 1000) i;\n");
    write(file, sql.toString());
    command("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", file.toString());
  }

  private String command(String... words) {
    try {
      ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
      builder.environment().put("PGHOST", "127.0.0.1");
      builder.environment().put("PGPORT", String.valueOf(postgres.port()));
      builder.environment().put("PGUSER", postgres.user());
      builder.environment().put("PGPASSWORD", postgres.password());
      builder.environment().put("PGDATABASE", DATABASE);
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(List.of(words) + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
