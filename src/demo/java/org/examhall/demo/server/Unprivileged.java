package org.examhall.demo.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Steps down from root for a server that refuses to run as root.
 *
 * <p>For an ordinary user every method leaves things as they are. The way down is {@code setpriv},
 * or {@code su} where that is missing; both work in a plain chroot and in a container, where user
 * namespaces often do not.
 */
final class Unprivileged {
  /** The user "nobody" of every distribution the demo runs on. */
  private static final int NOBODY = 65_534;

  private static final List<Path> SETPRIV =
      List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv"), Path.of("/sbin/setpriv"));

  private Unprivileged() {}

  static boolean isRoot() {
    try {
      return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same command, as a user without rights when this process is root. */
  static List<String> command(List<String> command) {
    if (!isRoot()) {
      return command;
    }
    return SETPRIV.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .map(setpriv -> withSetpriv(setpriv, command))
        .orElseGet(() -> withSu(command));
  }

  /** Gives a file or folder to the user that {@link #command} runs as. */
  static void own(Path path) throws IOException {
    if (isRoot()) {
      Files.setAttribute(path, "unix:uid", NOBODY);
      Files.setAttribute(path, "unix:gid", NOBODY);
    }
  }

  /** Gives it a whole folder, if it is someone else's: an ordinary user may have made it. */
  static void ownAll(Path folder) throws IOException {
    if (!isRoot() || (int) Files.getAttribute(folder, "unix:uid") == NOBODY) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        own(path);
      }
    }
  }

  /** Whether that user gets into the folder: every folder above it must let others through. */
  static boolean reaches(Path folder) {
    List<String> test = command(List.of("test", "-x", folder.toAbsolutePath().toString()));
    return ServerProcess.exitCode(test, Path.of("/")) == 0;
  }

  private static List<String> withSetpriv(Path setpriv, List<String> command) {
    List<String> all = new ArrayList<>();
    all.add(setpriv.toString());
    all.addAll(List.of("--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
    all.addAll(command);
    return all;
  }

  static List<String> withSu(List<String> command) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", "nobody"));
    all.addAll(command);
    return all;
  }
}
