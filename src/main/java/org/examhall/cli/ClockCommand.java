package org.examhall.cli;

import org.examhall.core.attempt.save.ClockHalts;
import picocli.CommandLine.Command;

/** {@code clock}: the database's. */
@Command(
    name = "clock",
    mixinStandardHelpOptions = true,
    description = "The database's clock, by which attempts end.")
final class ClockCommand {
  private final Examhall root;

  ClockCommand(Examhall root) {
    this.root = root;
  }

  @Command(
      name = "confirm",
      mixinStandardHelpOptions = true,
      description = {
        "Says that the database's clock is right after it was set: attempts end by it again.",
        "A clock that was set wrong needs no word: set back, it is trusted again."
      })
  int confirm() {
    try (Installation installation = root.open()) {
      boolean doubted =
          installation.db().tx(tx -> new ClockHalts().confirm(tx, installation.audit()));
      root.print(doubted ? "attempts end by the clock again" : "nobody doubts the clock");
    }
    return 0;
  }
}
