package org.examhall.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.examhall.demo.server.DevPostgres;
import org.examhall.demo.server.DevRedis;
import org.examhall.demo.server.ServerProcess;

/**
 * The product as a sysadmin has it: an unpacked WAR, a settings file and a command line.
 *
 * <p>Heaps are small, so that all of the demo fits into a small machine, and nothing is optimised,
 * which takes longer than a look at the demo.
 */
final class Product {
  private static final String MAIN = "org.examhall.boot.Main";
  private static final int COMMAND_PATIENCE_SECONDS = 120;

  private static final List<String> JVM =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k", "-Dfile.encoding=UTF-8");
  private static final List<String> WEB_JVM = List.of("-Xms32m", "-Xmx192m");
  private static final List<String> WORKER_JVM = List.of("-Xms16m", "-Xmx96m");
  private static final List<String> COMMAND_JVM = List.of("-Xmx96m");

  private final Path war;
  private final DemoFolder folder;

  /** The WAR that the build left unpacked in this folder. */
  Product(Path war, DemoFolder folder) {
    this.war = war.toAbsolutePath().normalize();
    this.folder = folder;
    if (!Files.isDirectory(this.war.resolve("WEB-INF/classes"))) {
      throw new DemoProblem(this.war + " is not there. Build first: scripts/build");
    }
  }

  void writeSettings(
      Addresses addresses, DevPostgres postgres, DevRedis redis, DemoSecrets secrets, int port) {
    String settings =
        """
        # Written by scripts/demo at every start.
        EXAMHALL_DATABASE_URL=%s
        EXAMHALL_DATABASE_USER=%s
        EXAMHALL_DATABASE_PASSWORD=%s
        EXAMHALL_REDIS_URL=%s
        EXAMHALL_PUBLIC_URL=%s
        EXAMHALL_CONTENT_URL=%s
        EXAMHALL_SECRET_KEY=%s
        EXAMHALL_DATA_DIR=%s
        EXAMHALL_PRIVATE_HOSTS=%s
        EXAMHALL_FRAME_ANCESTORS=%s
        EXAMHALL_WORKER=separate
        EXAMHALL_PORT=%d
        """
            .formatted(
                postgres.url("examhall"),
                postgres.user(),
                postgres.password(),
                redis.url(),
                addresses.app(),
                addresses.content(),
                secrets.secretKey(),
                folder.packages(),
                Addresses.LMS_HOST,
                addresses.lms(),
                port);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.deleteIfExists(folder.conf());
      Files.createFile(folder.conf(), ownerOnly);
      Files.writeString(folder.conf(), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves the site; it is not ready yet when this returns. */
  ServerProcess web(int port) {
    return start("web", WEB_JVM, ":WEB-INF/launch/*", "serve", "--port", Integer.toString(port));
  }

  ServerProcess worker() {
    return start("worker", WORKER_JVM, "", "worker");
  }

  /**
   * Runs a command to its end.
   *
   * @param input what it reads from standard input
   * @throws DemoProblem with what it said, when it failed
   */
  void run(String input, String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(commandLine(COMMAND_JVM, "", command))
            .directory(war.toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment());
    try {
      Process process = builder.start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      boolean ended = process.waitFor(COMMAND_PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        String said = new String(output, StandardCharsets.UTF_8);
        throw new DemoProblem("examhall " + String.join(" ", command) + " failed:\n" + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private ServerProcess start(String name, List<String> jvm, String more, String... command) {
    return ServerProcess.start(name, folder.run(), commandLine(jvm, more, command), environment());
  }

  private List<String> commandLine(List<String> jvm, String moreJars, String... command) {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(JVM);
    all.addAll(jvm);
    all.add("-Djava.io.tmpdir=" + folder.run().resolve("tmp"));
    all.add("-cp");
    all.add(classPath(":WEB-INF/classes:WEB-INF/lib/*" + moreJars));
    all.add(MAIN);
    all.addAll(List.of(command));
    all.addAll(List.of("--conf", folder.conf().toString()));
    return all;
  }

  private String classPath(String relative) {
    return relative.substring(1).replace("WEB-INF", war.resolve("WEB-INF").toString());
  }

  /** Nothing of the user's own: settings in the environment would win over the file. */
  private static Map<String, String> environment() {
    return Map.of(
        "PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
        "LANG", "C.UTF-8",
        "MALLOC_ARENA_MAX", "2");
  }
}
