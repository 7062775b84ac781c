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
      description =
          "Deletes expired sessions of people and administrators, and what else has had its time;"
              + " the worker does so every night.")
  int clear(
      @Option(
              names = "--sign-out",
              description = "Also signs out all administrators, for example after a stolen laptop.")
          boolean signOut) {
    try (Installation installation = root.open()) {
      long rows = installation.clearExpired().run(installation.db(), () -> true);
      root.print(rows + " expired rows deleted");
      if (signOut) {
        int sessions = installation.db().tx(tx -> installation.staffSessions().removeAll(tx));
        root.print(sessions + " administrators signed out");
      }
    }
    return 0;
  }
}
