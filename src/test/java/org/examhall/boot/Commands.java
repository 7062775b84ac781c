package org.examhall.boot;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.examhall.cli.Examhall;
import picocli.CommandLine;

/** The command line as {@code Main} wires it, for tests of other packages. */
public final class Commands {
  private Commands() {}

  /** With this environment. */
  public static CommandLine line(Map<String, String> environment, PrintWriter out) {
    return Examhall.commandLine(environment, out, new Starter());
  }

  /** A command in a process of its own, which can be killed. */
  static Process process(Map<String, String> environment, String... words) throws IOException {
    return toStart(environment, words).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** The same, not started yet; what it says is read from one stream. */
  static ProcessBuilder toStart(Map<String, String> environment, String... words) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "org.examhall.boot.Main");
    builder.command().addAll(List.of(words));
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true);
  }
}
