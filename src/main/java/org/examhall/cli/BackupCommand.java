package org.examhall.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.examhall.core.backup.TakeBackup;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.config.Type;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code backup}: the database, the packages and the settings that belong to them. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Takes a backup while the site is at work: database, packages, and the settings with the"
          + " secret key. Whoever has it has everything.",
      "Needs PostgreSQL's pg_dump and pg_restore, of the server's version or a newer one.",
      "Status 3: it was taken, but packages that exams name are missing, from the site, too."
    })
final class BackupCommand implements Callable<Integer> {
  private static final int PACKAGES_MISSING = 3;

  private final Examhall root;

  @CommandLine.Option(
      names = "--to",
      paramLabel = "FOLDER",
      description = "Folder that backups go to, each a folder in it; else EXAMHALL_BACKUP_DIR.")
  private @Nullable Path to;

  @CommandLine.Option(
      names = "--keep",
      paramLabel = "N",
      description = "Deletes all but the newest N backups there, once the new one is whole.")
  private int keep = Integer.MAX_VALUE;

  @CommandLine.Option(
      names = "--without-secrets",
      description = "Leaves the secret key and other secrets out; keep them elsewhere.")
  private boolean withoutSecrets;

  BackupCommand(Examhall root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    if (keep < 1) {
      throw new IllegalArgumentException("--keep: at least the new backup is kept");
    }
    Config config = root.config();
    Path parent = to == null ? config.path(Option.BACKUP_DIR) : to.toAbsolutePath();
    try (Backups backups = root.processes().backups(config)) {
      TakeBackup.Made made = backups.take().run(parent, settings(config), keep);
      made.missing().forEach(name -> root.print("warning: there is no whole package " + name));
      root.print(
          "%s: %d attempts, %d packages; %d older backups deleted"
              .formatted(made.folder(), made.attempts(), made.packages(), made.removed()));
      return made.missing().isEmpty() ? 0 : PACKAGES_MISSING;
    }
  }

  /** What belongs to the data and not to the machine, as a settings file has it. */
  private String settings(Config config) {
    return Arrays.stream(Option.values())
        .filter(option -> !option.isOfMachine())
        .filter(option -> !(withoutSecrets && option.type() == Type.SECRET))
        .filter(option -> !config.text(option).equals(option.fallback()))
        .map(option -> option.variable() + "=" + config.text(option).replace("\\", "\\\\") + "\n")
        .collect(Collectors.joining());
  }
}
