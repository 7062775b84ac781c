package org.examhall.cli;

import org.examhall.core.secret.SealedSecrets;
import picocli.CommandLine.Command;

/** {@code secrets}: what the database holds sealed. */
@Command(
    name = "secrets",
    mixinStandardHelpOptions = true,
    description = "Administers the encryption of secrets in the database.")
final class SecretsCommand {
  private final Examhall root;

  SecretsCommand(Examhall root) {
    this.root = root;
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = {
        "Encrypts every secret that needs EXAMHALL_PREVIOUS_SECRET_KEY anew with"
            + " EXAMHALL_SECRET_KEY, while the site is at work.",
        "All web processes and workers must know both keys by then: see"
            + " docs/how-to/rotate-secrets.md. If it is interrupted, start it again."
      })
  int rotate() {
    try (Installation installation = root.open()) {
      long done = installation.secrets().rotate(installation.db());
      SealedSecrets.Tally now = installation.db().tx(installation.secrets()::count);
      root.print(
          "%d secrets encrypted anew; %d of %d need no other key than EXAMHALL_SECRET_KEY"
              .formatted(done, now.present(), now.present() + now.other() + now.lost()));
      root.print(next(now));
      return now.other() + now.lost() == 0 ? 0 : 1;
    }
  }

  private static String next(SealedSecrets.Tally now) {
    if (now.lost() > 0) {
      return now.lost()
          + " open with no key: set the key that they were encrypted with as"
          + " EXAMHALL_PREVIOUS_SECRET_KEY, and start this again";
    }
    return now.other() > 0
        ? "some process still encrypts with the other key: restart it, and start this again"
        : "EXAMHALL_PREVIOUS_SECRET_KEY may be taken out in three days: until then windows are open"
            + " whose addresses were signed with it";
  }
}
