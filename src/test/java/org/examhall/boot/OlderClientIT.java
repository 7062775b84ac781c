package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.examhall.kernel.config.Option;
import org.examhall.testkit.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup where PostgreSQL's client programs are older than the server. */
class OlderClientIT {
  /** As version 15 does it on a newer server, in a language of the machine. */
  private static final String PG_DUMP =
      """
      #!/bin/sh
      if [ "$LC_ALL" = C ]; then
        echo 'pg_dump: error: aborting because of server version mismatch' >&2
        echo 'pg_dump: detail: server version: 17.5; pg_dump version: 15.13' >&2
      else
        echo 'pg_dump: Fehler: Abbruch wegen unpassender Serverversion' >&2
      fi
      exit 1
      """;

  @TempDir private Path root;

  @Test
  void isToldWithTheWayOut() throws Exception {
    Path program = Files.writeString(root.resolve("pg_dump"), PG_DUMP);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    try (World world = World.fresh()) {
      Map<String, String> settings =
          Map.of(
              "LC_ALL",
              "C.UTF-8",
              "PATH",
              root + ":" + System.getenv("PATH"),
              Option.SECRET_KEY.variable(),
              World.SECRET_KEY,
              Option.DATABASE_URL.variable(),
              world.config().text(Option.DATABASE_URL),
              Option.DATABASE_USER.variable(),
              world.config().text(Option.DATABASE_USER),
              Option.DATABASE_PASSWORD.variable(),
              world.config().text(Option.DATABASE_PASSWORD));
      Process backup = Commands.toStart(settings, "backup", "--to", root + "/backups").start();

      String words = new String(backup.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertEquals(1, backup.waitFor());
      assertTrue(words.contains("server version: 17.5; pg_dump version: 15.13"), words);
      assertTrue(words.contains("postgresql-client-17"), words);
    }
  }
}
