package org.examhall.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sessions}: who is signed in. */
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    description = "Administers sessions of people and administrators.")
final class SessionsCommand {
  private final Examhall root;

  SessionsCommand(Examhall root) {
    this.root = root;
  }

  @Command(
      name = "clear",
      mixinStandardHelpOptions = true,
      description = "Deletes sessions that have expired; the worker does so every hour.")
  int clear(
      @Option(
              names = "--sign-out",
              description = "Also signs out all administrators, for example after a stolen laptop.")
          boolean signOut) {
    try (Installation installation = root.open()) {
      int sessions =
          installation
              .db()
              .tx(
                  tx -> {
                    installation.loginTries().removeOld(tx);
                    return signOut
                        ? installation.staffSessions().removeAll(tx)
                        : installation.staffSessions().removeExpired(tx);
                  });
      root.print(sessions + " sessions deleted");
    }
    return 0;
  }
}
