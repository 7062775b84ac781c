package org.examhall.cli;

import java.io.IOException;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.consumer.ConsumerOverview;
import org.examhall.core.consumer.KeySummary;
import org.examhall.kernel.sql.Tx;
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
      description = "Adds a consumer with its key and shared secret.")
  int add(
      @Option(names = "--lti11", required = true, description = "It speaks LTI 1.0 or 1.1.")
          boolean lti11,
      @Option(names = "--title", required = true, paramLabel = "T", description = "Name in lists.")
          String title,
      @Option(names = "--key", required = true, paramLabel = "K", description = "Consumer key.")
          String key,
      @Option(
              names = "--secret-stdin",
              required = true,
              description = "Reads the shared secret from standard input, as UTF-8.")
          boolean fromStandardInput)
      throws IOException {
    String secret = root.input().secret();
    try (Installation installation = root.open()) {
      Consumer consumer =
          installation.db().tx(tx -> installation.addConsumer().run(tx, title, key, secret));
      root.print("consumer " + consumer.id() + " added");
    }
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists id, state, keys, courses, people and title, separated by tabs.")
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
        "Changes how launches with a key are checked, and prints what holds then; and how the LMS is",
        "reached when it is sent grades.",
        "What is not named stays as it is."
      })
  int set(
      @Option(names = "--key", required = true, paramLabel = "K", description = "Consumer key.")
          String key,
      @Mixin CheckOptions checks,
      @Mixin OutcomeOptions outcome) {
    try (Installation installation = root.open()) {
      KeySummary found =
          installation
              .db()
              .tx(
                  tx -> {
                    set(tx, installation, key, checks);
                    KeySummary changed = installation.keys().summary(tx, key);
                    outcome.apply(tx, installation, changed.consumerId());
                    return changed;
                  });
      found.checks().words().forEach((name, value) -> root.print(name + "\t" + value));
    }
    return 0;
  }

  private static void set(Tx tx, Installation installation, String key, CheckOptions checks) {
    KeySummary found = installation.keys().summary(tx, key);
    installation.changeChecks().run(tx, "system", found, checks.applied(found.checks()));
  }

  private static String line(ConsumerOverview row) {
    return String.join(
        "\t",
        Long.toString(row.consumer().id()),
        row.consumer().enabled() ? "open" : "closed",
        String.join(",", row.keys()),
        Long.toString(row.contexts()),
        Long.toString(row.persons()),
        row.consumer().title());
  }
}
