package org.examhall.cli;

import org.examhall.core.backup.RestoreBackup;
import org.examhall.core.backup.TakeBackup;

/**
 * The two verbs that need the database and the folder of packages.
 *
 * @param closing lets go of both
 */
public record Backups(TakeBackup take, RestoreBackup restore, Runnable closing)
    implements AutoCloseable {
  @Override
  public void close() {
    closing.run();
  }
}
