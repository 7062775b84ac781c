package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where file systems can be mounted: for root here, for anybody else in a namespace of their own,
 * whose files are reached by way of the process that keeps it.
 */
final class Mounting implements AutoCloseable {
  private static final String NEEDED =
      "no disk can be mounted here: run it as root (in a container: with CAP_SYS_ADMIN), or as"
          + " somebody who may make user namespaces: ";

  private final Optional<Process> keeper;

  Mounting() {
    this.keeper = "root".equals(System.getProperty("user.name")) ? Optional.empty() : keep();
  }

  /** What a command begins with that sees by their own paths what is mounted. */
  List<String> entering() {
    return keeper
        .map(k -> "nsenter --target " + k.pid() + " --user --mount --preserve-credentials")
        .map(command -> List.of(command.split(" ")))
        .orElse(List.of());
  }

  /** By which path others see what is mounted there. */
  Path fromOutside(Path place) {
    return keeper.map(k -> Path.of("/proc/" + k.pid() + "/root" + place)).orElse(place);
  }

  /** A disk in memory on a folder that exists; {@code options} are those of {@code mount}. */
  void mount(Path place, String options) {
    String problem = tryMount(place, options);
    if (!problem.isEmpty()) {
      throw new IllegalStateException(NEEDED + problem);
    }
  }

  /** The same; what was said if it did not work, or nothing. */
  String tryMount(Path place, String options) {
    List<String> line = new ArrayList<>(entering());
    line.addAll(List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", place.toString()));
    return output(line);
  }

  /** Whoever has files open there keeps them. */
  void unmount(Path place) {
    List<String> line = new ArrayList<>(entering());
    line.addAll(List.of("umount", "--lazy", place.toString()));
    output(line);
  }

  @Override
  public void close() {
    keeper.ifPresent(Process::destroy);
  }

  /** What a command says that says nothing when all is well. */
  static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : output.strip() + " (" + process.exitValue() + ")";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** It lives for as long as somebody holds its input: not longer than this process. */
  private static Optional<Process> keep() {
    try {
      Process process =
          new ProcessBuilder("unshare", "--user", "--map-root-user", "--mount", "cat").start();
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      if (process.inputReader(StandardCharsets.UTF_8).readLine() == null) {
        throw new IllegalStateException(
            NEEDED + process.errorReader(StandardCharsets.UTF_8).readLine());
      }
      return Optional.of(process);
    } catch (IOException e) {
      throw new IllegalStateException(NEEDED + e.getMessage(), e);
    }
  }
}
