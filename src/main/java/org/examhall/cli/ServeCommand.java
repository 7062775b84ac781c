package org.examhall.cli;

import java.util.concurrent.Callable;
import org.examhall.kernel.config.BadSetting;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code serve}: the site, on a server of its own. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serves the site until it is stopped.")
final class ServeCommand implements Callable<Integer> {
  private final Examhall root;

  @CommandLine.Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on; else EXAMHALL_PORT, PORT or 8080.")
  private @Nullable Integer port;

  ServeCommand(Examhall root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    Config config = root.config();
    int chosen = port == null ? config.integer(Option.PORT) : port;
    if (!Option.PORT.type().accepts(Integer.toString(chosen))) {
      throw new BadSetting("--port: " + chosen + " is not " + Option.PORT.type().remedy() + ".");
    }
    root.processes().serve(config, chosen);
    return 0;
  }
}
