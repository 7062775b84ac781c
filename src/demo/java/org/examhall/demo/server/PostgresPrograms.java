package org.examhall.demo.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A PostgreSQL's programs.
 *
 * @param folder holds {@code bin}
 * @param major such as 17
 */
record PostgresPrograms(Path folder, int major) {
  private static final Pattern VERSION = Pattern.compile("\\) (\\d+)");
  private static final int FIRST_WITH_BUILTIN_LOCALE = 17;

  /** Those that come inside a jar: the server, and no client programs. */
  static PostgresPrograms bundled(Path home) {
    return new PostgresPrograms(UnpackedServers.postgres(home), 17);
  }

  /** The newest of those that this machine's distribution has installed. */
  static PostgresPrograms installed() {
    Path versions = Path.of("/usr/lib/postgresql"); // Debian and its kin
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(Files.isDirectory(versions) ? versions : Path.of("/usr"), "*")) {
      return Stream.concat(
              StreamSupport.stream(all.spliterator(), false), Stream.of(Path.of("/usr")))
          .filter(folder -> Files.isExecutable(folder.resolve("bin/postgres")))
          .map(folder -> new PostgresPrograms(folder, majorOf(folder)))
          .max(Comparator.comparingInt(PostgresPrograms::major))
          .orElseThrow(
              () -> new ServerProblem("no PostgreSQL server is installed: scripts/setup --tests"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** How text is ordered, the same on every machine. */
  Stream<String> localeOptions() {
    return major >= FIRST_WITH_BUILTIN_LOCALE
        ? Stream.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        : Stream.of("--locale=C.UTF-8");
  }

  private static int majorOf(Path folder) {
    try {
      Process asked = new ProcessBuilder(folder.resolve("bin/postgres") + "", "--version").start();
      String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = VERSION.matcher(answer);
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
