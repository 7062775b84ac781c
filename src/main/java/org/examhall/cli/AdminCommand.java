package org.examhall.cli;

import java.io.Console;
import java.io.IOException;
import org.examhall.core.user.StaffAccount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code admin}: site administrators. */
@Command(
    name = "admin",
    mixinStandardHelpOptions = true,
    description = "Administers the site's administrators.")
final class AdminCommand {
  private final Examhall root;

  AdminCommand(Examhall root) {
    this.root = root;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Adds an administrator, who signs in at /admin/.")
  int create(
      @Option(names = "--username", required = true, paramLabel = "U", description = "The name.")
          String username,
      @Option(
              names = "--password-stdin",
              description = "Reads the password from standard input instead of asking for it.")
          boolean fromStandardInput)
      throws IOException {
    String password = fromStandardInput ? root.input().secret() : ask();
    try (Installation installation = root.open()) {
      StaffAccount account =
          installation.db().tx(tx -> installation.addStaff().run(tx, username, password));
      root.print("administrator " + account.username() + " added");
    }
    return 0;
  }

  private static String ask() {
    Console console = System.console();
    if (console == null) {
      throw new IllegalStateException("no terminal to ask for the password: use --password-stdin");
    }
    return new String(console.readPassword("Password (at least 12 characters): "));
  }
}
