package org.examhall.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.examhall.core.backup.RestoreBackup;
import org.examhall.kernel.config.Config;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code restore}: a backup into an empty database, and then everything is looked at. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Restores a backup of this version or an older one. Stop all web processes and workers first.",
      "Looks at the whole backup before it begins; if it is interrupted, start it again."
    })
final class RestoreCommand implements Callable<Integer> {
  private final Examhall root;

  @Parameters(paramLabel = "FOLDER", description = "The backup, as `backup` named it.")
  private Path folder = Path.of("");

  @CommandLine.Option(
      names = "--replace",
      description = "Deletes what the database holds, for good.")
  private boolean replace;

  RestoreCommand(Examhall root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    Config config = root.config();
    try (Backups backups = root.processes().backups(config)) {
      RestoreBackup.Restored restored = backups.restore().run(folder.toAbsolutePath(), replace);
      restored.lost().forEach(sha256 -> root.print("warning: package " + sha256 + " is missing"));
      root.print(
          "restored as of %s: %d attempts, %d packages"
              .formatted(restored.takenAt(), restored.attempts(), restored.packages()));
    }
    DoctorCommand.findings(root).forEach(finding -> root.print(DoctorCommand.line(finding)));
    root.print("Everything may be started again: systemctl start examhall.target");
    return 0;
  }
}
