package org.examhall.cli;

import java.io.IOException;
import org.examhall.kernel.config.Config;

/** What commands can start; wired by {@code boot}. */
public interface Processes {
  /** Serves the site on this port; returns when stopped. */
  void serve(Config config, int port) throws Exception;

  /** Sends grades and runs schedules; returns when stopped. */
  void work(Config config) throws Exception;

  /** Opens the database for one command; nothing is connected yet. */
  Installation open(Config config);

  /** Opens database and folder of packages for taking or restoring a backup. */
  Backups backups(Config config) throws IOException;
}
