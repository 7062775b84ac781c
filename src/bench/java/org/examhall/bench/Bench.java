package org.examhall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.examhall.demo.lms.Version;
import org.examhall.kernel.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Prints what was measured, each figure from one run on one machine. Another one is a {@link
 * Measurement} in the list here and a row in docs/reference/bench.md.
 */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures Examhall against the machine it runs on.",
    footer = {"", "An id without its last part means all that begin so: B1 is B1 and B1.patches."})
public final class Bench implements Callable<Integer> {
  /** All there is, in the order of the run; those that need the machine for themselves last. */
  static final List<Measurement> ALL =
      List.of(
          new StormFigure(),
          new SaveFigures(false),
          new LatencyFigure(),
          new SaveFigures(true),
          new LaunchRateFigure(),
          new LaunchFigures(Version.LTI_11),
          new LaunchFigures(Version.LTI_13),
          new PassbackFigure(Version.LTI_13),
          new PassbackFigure(Version.LTI_11),
          new SocketFigures(),
          new LongAttemptFigure(),
          new TeacherFigure(),
          new StorageFigure(),
          new ManyRowsFigure(),
          new KillFigure());

  @Option(names = "--quick", description = "about a minute for each line of the list")
  private boolean quick;

  @Option(names = "--list", description = "prints the ids, and measures nothing")
  private boolean list;

  @Option(names = "--json", paramLabel = "FILE", description = "also writes {id: number}")
  private @Nullable Path json;

  @Parameters(paramLabel = "ID", description = "what to measure; all without any")
  private List<String> ids = List.of();

  /** Runs the measurements that the arguments name. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    if (list) {
      meanings().forEach((id, meaning) -> System.out.printf("%-12s %s%n", id, meaning));
      return 0;
    }
    List<String> unknown = ids.stream().filter(id -> !known(id)).toList();
    if (!unknown.isEmpty()) {
      System.err.println("No such id: " + String.join(" ", unknown) + "; --list has all");
      return 2;
    }
    boolean busy = Idle.isBusy();
    List<Figure> figures = measure();
    print(figures);
    if (busy) {
      System.out.println("The machine had other work before this run: repeat it on an idle one.");
    }
    if (json != null) {
      Map<String, Double> numbers = new LinkedHashMap<>();
      figures.forEach(figure -> numbers.put(figure.id(), figure.value()));
      Files.writeString(json, new Json().text(numbers));
    }
    return 0;
  }

  private List<Figure> measure() {
    List<Figure> figures = new ArrayList<>();
    try (Stand stand = new Stand(quick)) {
      for (Measurement measurement : ALL) {
        if (measurement.meanings().keySet().stream().anyMatch(this::wanted)) {
          List<Figure> measured = measurement.run(stand);
          measured.forEach(figure -> System.err.println("  " + figure.making()));
          figures.addAll(measured);
        }
      }
    }
    return figures;
  }

  private boolean wanted(String id) {
    return ids.isEmpty() || ids.stream().anyMatch(asked -> isMeant(asked, id));
  }

  private static boolean known(String asked) {
    return meanings().keySet().stream().anyMatch(id -> isMeant(asked, id));
  }

  private static boolean isMeant(String asked, String id) {
    return id.equals(asked) || id.startsWith(asked + ".");
  }

  private static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    ALL.forEach(measurement -> meanings.putAll(measurement.meanings()));
    return meanings;
  }

  private static void print(List<Figure> figures) {
    Map<String, String> meanings = meanings();
    for (Figure figure : figures) {
      System.out.println("  " + figure.making());
      System.out.println(figure.line(meanings.getOrDefault(figure.id(), "")));
    }
  }
}
