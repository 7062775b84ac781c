package org.examhall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.examhall.kernel.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the ratios that exist so far, each from one run on one machine. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures Examhall against the machine it runs on.",
    footer = {"", "Ids: B1 B2 B3.tx B3.conn B7.lti11 B9.socketkb B9.jvmmb (a stem selects all)"})
public final class Bench implements Callable<Integer> {
  private static final Map<String, String> MEANING =
      Map.of(
          "B1", "durable acked saves/s / pgbench save-shaped tps at 32 connections",
          "B2", "CPU-ms per save, web and PostgreSQL",
          "B3.tx", "PostgreSQL transactions per save",
          "B3.conn", "new PostgreSQL connections during the saves",
          "B7.lti11", "CPU-ms per complete LTI 1.1 launch, web and PostgreSQL",
          "B9.socketkb", "KB per idle socket",
          "B9.jvmmb", "MB of the web process with all those sockets open");

  @Option(names = "--quick", description = "at most a minute an id")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "also writes {id: number}")
  private @Nullable Path json;

  @Parameters(paramLabel = "ID", description = "what to measure; all without any")
  private List<String> ids = List.of();

  /** Runs the benches that the arguments name. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Idle.warnIfBusy();
    Map<String, Double> figures = new TreeMap<>();
    Path home = Rig.temporaryHome();
    try (Rig rig = new Rig(home)) {
      Process web = rig.startWeb();
      if (wanted("B1", "B2", "B3")) {
        figures.putAll(new SaveFigures(rig, web).run(quick ? 3 : 5, quick ? 5 : 20));
      }
      if (wanted("B7")) {
        figures.putAll(new LaunchFigures(rig, web).run(quick ? 300 : 2_000));
      }
      if (wanted("B9")) {
        figures.putAll(new SocketFigures(rig, web).run(quick ? 500 : 2_000));
      }
    }
    print(figures);
    if (json != null) {
      Files.writeString(json, new Json().text(figures));
    }
    return 0;
  }

  private boolean wanted(String... stems) {
    Set<String> asked = new LinkedHashSet<>(ids);
    return asked.isEmpty()
        || List.of(stems).stream().anyMatch(s -> asked.stream().anyMatch(id -> id.startsWith(s)));
  }

  private static void print(Map<String, Double> figures) {
    figures.forEach(
        (id, value) ->
            System.out.printf(Locale.ROOT, "%-12s %10.3f  %s%n", id, value, MEANING.get(id)));
  }
}
