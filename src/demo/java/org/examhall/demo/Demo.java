package org.examhall.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.examhall.demo.server.Ports;
import org.examhall.demo.server.ServerProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/demo}: starts all of it, says where it is, and stops all of it. */
@Command(
    name = "scripts/demo",
    mixinStandardHelpOptions = true,
    description = "Runs Examhall with everything it needs, and an LMS to try it from.")
public final class Demo implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  @Option(names = "--port", paramLabel = "N", description = "port of Examhall (${DEFAULT-VALUE})")
  private int port = 8080;

  @Option(names = "--lms-port", paramLabel = "N", description = "port of the demo LMS (next free)")
  private @Nullable Integer lmsPort;

  @Option(names = "--data", paramLabel = "DIR", description = "folder kept between runs")
  private Path data = Path.of("target", "demo");

  @Option(names = "--fresh", description = "throws away what an earlier run kept")
  private boolean fresh;

  @Option(names = "--https", description = "TLS, with a certificate that browsers do not trust")
  private boolean https;

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description = "written, as JSON, when everything serves")
  private @Nullable Path readyFile;

  @Option(names = "--build", paramLabel = "DIR", description = "what the build left", hidden = true)
  private Path build = Path.of("target");

  private Demo() {}

  /** Runs until it is stopped. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new Demo());
    command.setExecutionExceptionHandler(Demo::explain);
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (readyFile != null) {
      Files.deleteIfExists(readyFile);
    }
    // Opening the folder ends what a killed run left behind, which holds the ports.
    try (DemoFolder folder = DemoFolder.open(data, fresh)) {
      return run(folder, new Addresses(https, freePort(), lmsPort()));
    }
  }

  private int run(DemoFolder folder, Addresses addresses) throws Exception {
    try (RunningDemo demo = new RunningDemo(folder, addresses, war(), samples())) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo), "stop"));
      demo.start();
      announce(demo, folder, addresses);
      String why = demo.awaitEnd();
      System.err.println(why + "\nStopping the rest.");
      return 1;
    }
  }

  /** On Ctrl-C or SIGTERM, which then count as a success. */
  private static void stop(RunningDemo demo) {
    boolean asked = !demo.isClosing();
    demo.close();
    if (asked) {
      System.out.println("Stopped.");
      Runtime.getRuntime().halt(0);
    }
  }

  private int freePort() {
    if (!Ports.isFree(port)) {
      throw new DemoProblem(
          "Port " + port + " is in use. Choose another one, such as --port " + (port + 10) + ".");
    }
    return port;
  }

  private int lmsPort() {
    if (lmsPort != null) {
      if (!Ports.isFree(lmsPort)) {
        throw new DemoProblem("Port " + lmsPort + " is in use. Choose another --lms-port.");
      }
      return lmsPort;
    }
    for (int next = port + 1; next <= HIGHEST_PORT; next++) {
      if (Ports.isFree(next)) {
        return next;
      }
    }
    throw new DemoProblem("No port above " + port + " is free for the LMS.");
  }

  private Path war() {
    return build.resolve("examhall");
  }

  private Optional<Path> samples() {
    return Optional.of(build.resolve("samples"));
  }

  private void announce(RunningDemo demo, DemoFolder folder, Addresses addresses)
      throws IOException {
    System.out.printf(
        """

        Examhall is running. Try it from the demo LMS:

            %s

        Each page there says what to do next. There is also
            the administration   %s/admin  (user %s, password %s)
            the command line     scripts/examhall --conf %s --help
            data and logs        %s

        Ctrl-C stops everything.
        """,
        addresses.lms(),
        addresses.app(),
        RunningDemo.ADMIN,
        demo.adminPassword(),
        folder.conf(),
        folder);
    if (readyFile != null) {
      writeReadyFile(readyFile.toAbsolutePath(), demo, folder, addresses);
    }
  }

  private static void writeReadyFile(
      Path file, RunningDemo demo, DemoFolder folder, Addresses addresses) throws IOException {
    Map<String, Object> ready =
        Map.of(
            "app", addresses.app().toString(),
            "content", addresses.content().toString(),
            "lms", addresses.lms().toString(),
            "conf", folder.conf().toString(),
            "admin", Map.of("username", RunningDemo.ADMIN, "password", demo.adminPassword()));
    Files.createDirectories(file.getParent());
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(aside.toFile(), ready);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static int explain(
      Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
    if (problem instanceof DemoProblem || problem instanceof ServerProblem) {
      command.getErr().println(problem.getMessage());
    } else {
      problem.printStackTrace(command.getErr());
    }
    return 1;
  }
}
