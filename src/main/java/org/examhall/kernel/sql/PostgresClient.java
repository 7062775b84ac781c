package org.examhall.kernel.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.postgresql.Driver;

/**
 * PostgreSQL's own programs, on the configured database.
 *
 * <p>They learn where it is, and the password, from their environment: a command line is there for
 * everybody to read. Errors: {@link IllegalStateException} with the program's last words. Threads:
 * any. Source: PostgreSQL, "Environment Variables" of libpq.
 */
public final class PostgresClient {
  private static final int LAST_WORDS_CHARS = 500;
  private static final int SETTINGS_BYTES = 2_000;

  private static final String CLIENT =
      "install the client programs of PostgreSQL (postgresql-client on Debian and Ubuntu, postgresql"
          + " on RHEL), of the server's version or a newer one; where the distribution has none so"
          + " new, PostgreSQL's own repository (PGDG) has, such as postgresql-client-17";

  /** What the driver calls it, and what the programs do. */
  private static final Map<String, String> SHARED =
      Map.of(
          "PGHOST", "PGHOST",
          "PGPORT", "PGPORT",
          "PGDBNAME", "PGDATABASE",
          "sslmode", "PGSSLMODE",
          "sslrootcert", "PGSSLROOTCERT",
          "sslcert", "PGSSLCERT");

  private final Map<String, String> environment;

  /** On the database that {@code config} names. */
  public PostgresClient(Config config) {
    this.environment = environment(config);
  }

  /** Writes what the exported {@code snapshot} sees to a file, which {@link #restore} reads. */
  public void dump(String snapshot, Path file) {
    run(
        "pg_dump",
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        "--no-password",
        "--lock-wait-timeout=60s",
        "--snapshot=" + snapshot,
        "--file=" + file);
  }

  /** Fails if the file is no whole table of contents of a dump. */
  public void check(Path file) {
    run("pg_restore", "--list", file.toString());
  }

  /**
   * Runs {@code before}, brings everything in the file into the database, which is empty then, and
   * runs {@code afterwards}: in one transaction, so that there is all of it or what was there
   * before, whoever fails or is killed meanwhile.
   */
  public void restore(Path file, String before, String afterwards) {
    try {
      Process reader = start("pg_restore", "--no-owner", "--no-privileges", "--file=-", file + "");
      Process writer =
          start("psql", "-X", "-q", "-w", "-v", "ON_ERROR_STOP=1", "--output=/dev/null");
      boolean whole = pipe(reader, writer, before, afterwards);
      await("psql", writer);
      await("pg_restore", reader);
      if (!whole) {
        throw new IllegalStateException("psql ended early");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the last word, {@code commit}, psql ends and nothing has happened. */
  private static boolean pipe(Process reader, Process writer, String before, String afterwards) {
    try (InputStream in = reader.getInputStream();
        OutputStream out = writer.getOutputStream()) {
      out.write(("begin;\n" + before + "\n").getBytes(StandardCharsets.UTF_8));
      out.write(forOlderServers(in.readNBytes(SETTINGS_BYTES)));
      in.transferTo(out);
      if (exitCode(reader) == 0) {
        out.write((afterwards + "\ncommit;\n").getBytes(StandardCharsets.UTF_8));
      }
      return true;
    } catch (IOException e) {
      return false; // psql has ended; it says itself why
    }
  }

  /** What a dump begins with has had this in it since version 17; older servers refuse it. */
  private static byte[] forOlderServers(byte[] settings) {
    return new String(settings, StandardCharsets.ISO_8859_1)
        .replaceFirst(
            "(?m)^SET transaction_timeout = 0;$",
            "select set_config(name, '0', false) from pg_settings where name = 'transaction_timeout';")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private void run(String... command) {
    try {
      Process process = start(command);
      process.getOutputStream().close();
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
      await(command[0], process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process start(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IllegalStateException(command[0] + " can't be started: " + CLIENT, e);
    }
  }

  private static void await(String name, Process process) throws IOException {
    String words = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (exitCode(process) != 0) {
      String last = words.strip();
      String remedy = last.contains("server version mismatch") ? "\nIt is too old: " + CLIENT : "";
      throw new IllegalStateException(
          name
              + " failed: "
              + last.substring(Math.max(0, last.length() - LAST_WORDS_CHARS))
              + remedy);
    }
  }

  private static int exitCode(Process process) {
    return process.onExit().join().exitValue();
  }

  private static Map<String, String> environment(Config config) {
    Properties url =
        Objects.requireNonNull(Driver.parseURL(config.text(Option.DATABASE_URL), null));
    Map<String, String> variables = new HashMap<>();
    SHARED.forEach(
        (ours, theirs) -> {
          if (url.getProperty(ours) != null) {
            variables.put(theirs, url.getProperty(ours));
          }
        });
    if (!"false".equals(url.getProperty("ssl", "false"))) {
      variables.putIfAbsent("PGSSLMODE", "verify-full"); // what the driver takes it for
    }
    if (url.getProperty("targetServerType", "any").matches("primary|master")) {
      variables.put("PGTARGETSESSIONATTRS", "read-write");
    }
    variables.put("PGUSER", url.getProperty("user", config.text(Option.DATABASE_USER)));
    variables.put("PGPASSWORD", url.getProperty("password", config.text(Option.DATABASE_PASSWORD)));
    variables.put("LC_ALL", "C"); // their words are looked at
    variables.put("PGOPTIONS", "-c client_min_messages=warning");
    return variables;
  }
}
