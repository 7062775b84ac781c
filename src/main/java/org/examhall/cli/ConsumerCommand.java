package org.examhall.cli;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.core.consumer.ConsumerOverview;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code consumer}: the LMSs that may launch. */
@Command(
    name = "consumer",
    mixinStandardHelpOptions = true,
    description = "Administers consumers, the LMSs that may launch.")
final class ConsumerCommand {
  private final Examhall root;

  ConsumerCommand(Examhall root) {
    this.root = root;
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description =
          "Adds a consumer: with key and shared secret, or with its LTI 1.3 registration.")
  int add(
      @Option(names = "--title", required = true, paramLabel = "T", description = "Name in lists.")
          String title,
      @ArgGroup(multiplicity = "1") NewConsumer kind)
      throws IOException {
    String secret = kind.lti11 == null ? "" : root.input().secret();
    try (Installation installation = root.open()) {
      long id = installation.db().tx(tx -> kind.add(tx, installation, title, secret));
      root.print("consumer " + id + " added");
    }
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "Lists id, state, keys, courses, people and title, separated by tabs.",
        "A registration of LTI 1.3 stands among the keys, as issuer and client id."
      })
  int list() {
    try (Installation installation = root.open()) {
      installation.db().tx(installation.consumers()::list).forEach(row -> root.print(line(row)));
    }
    return 0;
  }

  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = {
        "Changes how launches with a key, or of a registration, are checked, and prints what holds"
            + " then; and how the LMS is reached when it is sent grades.",
        "What is not named stays as it is."
      })
  int set(
      @ArgGroup(multiplicity = "1") ChangedConsumer which,
      @Option(
              names = "--admins-are-staff",
              paramLabel = "on|off",
              description = "Administrators of institution or LMS count as instructors.")
          @Nullable OnOff adminsAreStaff,
      @Mixin OutcomeOptions outcome) {
    try (Installation installation = root.open()) {
      Map<String, String> words =
          installation.db().tx(tx -> which.set(tx, installation, adminsAreStaff, outcome));
      words.forEach((name, value) -> root.print(name + "\t" + value));
    }
    return 0;
  }

  private static String line(ConsumerOverview row) {
    return String.join(
        "\t",
        Long.toString(row.consumer().id()),
        row.consumer().enabled() ? "open" : "closed",
        Stream.concat(row.keys().stream(), row.clients().stream()).collect(Collectors.joining(",")),
        Long.toString(row.contexts()),
        Long.toString(row.persons()),
        row.consumer().title());
  }
}
