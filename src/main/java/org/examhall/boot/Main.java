package org.examhall.boot;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.examhall.cli.Examhall;

/** The entry of every process of ours that is not inside somebody else's servlet container. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code arguments} name and exits with its status. */
  public static void main(String[] arguments) {
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
    PrintWriter out = new PrintWriter(System.out, true);
    System.exit(Examhall.commandLine(System.getenv(), out, new Starter()).execute(arguments));
  }

  /** Whatever the locale says, what we print is UTF-8. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
