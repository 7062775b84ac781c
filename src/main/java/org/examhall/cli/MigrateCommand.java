package org.examhall.cli;

import java.util.concurrent.Callable;
import org.examhall.kernel.sql.Migrations;
import picocli.CommandLine.Command;

/** {@code migrate}: brings the tables up to date; web and worker do the same when they start. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = "Brings the database's tables up to this version.")
final class MigrateCommand implements Callable<Integer> {
  private final Examhall root;

  MigrateCommand(Examhall root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    int migrations = new Migrations(root.config()).run(0);
    root.print(migrations + " migrations applied, the tables are up to date");
    return 0;
  }
}
