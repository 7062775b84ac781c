package org.examhall.cli;

import java.time.Duration;
import picocli.CommandLine.Command;

/** {@code attempts}: what students did. */
@Command(
    name = "attempts",
    mixinStandardHelpOptions = true,
    description = "Administers students' attempts.")
final class AttemptsCommand {
  private final Examhall root;

  AttemptsCommand(Examhall root) {
    this.root = root;
  }

  @Command(
      name = "pack",
      mixinStandardHelpOptions = true,
      description =
          "Packs what ended attempts hold into one row each, without waiting for latecomers; the"
              + " worker does so ten minutes after each end. Nothing is lost, and what comes late"
              + " is taken as before.")
  int pack() {
    try (Installation installation = root.open()) {
      long packed = installation.packEnded().run(installation.db(), Duration.ZERO, () -> true);
      root.print(packed + " attempts packed");
    }
    return 0;
  }
}
