package org.examhall.demo.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One server running as a process of its own.
 *
 * <p>It gets its own session, so that a Ctrl-C in the terminal reaches the launcher only, which
 * then stops its servers in order. Its number is kept in a file; {@link #endLeftover} uses that to
 * end a server that outlived a killed launcher. Output is appended to a log file.
 */
public final class ServerProcess {
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

  private final Process process;
  private final Path pidFile;
  private final Path log;

  private ServerProcess(Process process, Path pidFile, Path log) {
    this.process = process;
    this.pidFile = pidFile;
    this.log = log;
  }

  /**
   * Starts a command in a folder.
   *
   * @param folder its working directory; {@code <name>.pid} and {@code <name>.log} are kept there
   * @param environment its whole environment but for {@code PATH}, so that nothing in the user's
   *     own changes how it runs
   */
  public static ServerProcess start(
      String name, Path folder, List<String> command, Map<String, String> environment) {
    Path log = folder.resolve(name + ".log");
    Path pidFile = folder.resolve(name + ".pid");
    List<String> all = new ArrayList<>(List.of("setsid"));
    all.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().retainAll(Set.of("PATH"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      Files.writeString(pidFile, Long.toString(process.pid()));
      return new ServerProcess(process, pidFile, log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /** Runs a short command to its end, its output thrown away. */
  static int exitCode(List<String> command, Path folder) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * Ends the process that a pid file names, if it still runs and is still the same program.
   *
   * @param mark a piece of its command line, such as its folder; a process without it is left alone
   */
  public static void endLeftover(Path pidFile, String mark) {
    leftover(pidFile)
        .filter(process -> commandLine(process.pid()).contains(mark))
        .ifPresent(ServerProcess::end);
  }

  /** The command line of a process, its arguments separated by blanks; empty when it is gone. */
  static String commandLine(long pid) {
    try {
      byte[] raw = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
      return new String(raw, StandardCharsets.UTF_8).replace('\0', ' ').strip();
    } catch (IOException e) {
      return ""; // it ended while we looked
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Runs an action when the process ends, in whatever way. */
  public void onEnd(Runnable action) {
    process.onExit().thenRun(action);
  }

  /** Asks it to stop; kills it, with its children, when it has not within the patience. */
  public void stop(Duration patience) {
    process.destroy();
    if (!ended(patience)) {
      kill();
    }
    forget();
  }

  /** As when the power fails: the process and its children are gone at once. */
  public void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    if (!ended(KILL_PATIENCE)) {
      throw new IllegalStateException("process " + process.pid() + " does not end");
    }
    children.forEach(child -> child.onExit().orTimeout(10, TimeUnit.SECONDS).join());
  }

  /** Waits for the end; false when it still runs after the patience. */
  boolean ended(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Removes the pid file after an orderly end. */
  void forget() {
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last lines it wrote, for a message about why it does not run. */
  public String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return "(no log at " + log + ")";
    }
  }

  private static Optional<ProcessHandle> leftover(Path pidFile) {
    try {
      String text = Files.readAllLines(pidFile).get(0).strip();
      return ProcessHandle.of(Long.parseLong(text));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty(); // no such file, or cut short by a crash
    }
  }

  private static void end(ProcessHandle process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process);
    process.destroy();
    if (!gone(process)) {
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(ServerProcess::gone);
    }
  }

  private static boolean gone(ProcessHandle process) {
    long deadline = System.nanoTime() + KILL_PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      Pause.millis(20);
    }
    return !process.isAlive();
  }
}
