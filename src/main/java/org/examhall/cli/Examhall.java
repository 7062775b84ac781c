package org.examhall.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.text.Version;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command: holds the one global option, and reads the settings it names. */
@Command(
    name = "examhall",
    mixinStandardHelpOptions = true,
    description = "Runs and administers an Examhall installation.",
    synopsisSubcommandLabel = "COMMAND")
public final class Examhall {
  private final Map<String, String> environment;
  private final PrintWriter out;
  private final Processes processes;

  @Option(
      names = "--conf",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "Settings as KEY=VALUE lines; the environment wins over them. Without it, the file that"
              + " EXAMHALL_CONF names, if any.")
  private @Nullable Path conf;

  private Examhall(Map<String, String> environment, PrintWriter out, Processes processes) {
    this.processes = processes;
    this.environment = environment;
    this.out = out;
  }

  /**
   * The command line of a process.
   *
   * @param environment the process's own variables
   * @param out where results go; failures go to standard error
   */
  public static CommandLine commandLine(
      Map<String, String> environment, PrintWriter out, Processes processes) {
    Examhall root = new Examhall(environment, out, processes);
    CommandLine commandLine = new CommandLine(root);
    commandLine.getCommandSpec().version("Examhall " + new Version().text());
    return commandLine
        .addSubcommand(new ServeCommand(root))
        .addSubcommand(new WorkerCommand(root))
        .addSubcommand(new MigrateCommand(root))
        .addSubcommand(new AdminCommand(root))
        .addSubcommand(new ConsumerCommand(root))
        .addSubcommand(new KeysCommand(root))
        .addSubcommand(new SecretsCommand(root))
        .addSubcommand(new SessionsCommand(root))
        .addSubcommand(new AttemptsCommand(root))
        .addSubcommand(new RetentionCommand(root))
        .addSubcommand(new ClockCommand(root))
        .addSubcommand(new BackupCommand(root))
        .addSubcommand(new RestoreCommand(root))
        .addSubcommand(new DoctorCommand(root))
        .addSubcommand(new SettingsCommand(root))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setExecutionExceptionHandler(new Failures());
  }

  void print(String line) {
    out.println(line);
    out.flush();
  }

  StandardInput input() {
    return new StandardInput(System.in);
  }

  Processes processes() {
    return processes;
  }

  Installation open() {
    return processes.open(config());
  }

  Config config() {
    Optional<Path> file =
        Optional.ofNullable(conf)
            .or(() -> Optional.ofNullable(environment.get("EXAMHALL_CONF")).map(Path::of));
    return Config.read(file, environment);
  }
}
