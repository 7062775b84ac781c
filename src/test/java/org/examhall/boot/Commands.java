package org.examhall.boot;

import java.io.PrintWriter;
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
}
