package org.examhall.cli;

import org.examhall.kernel.config.Config;

/** The long-running processes, for the commands that start them; both return when stopped. */
public interface Processes {
  /** Serves the site on this port. */
  void serve(Config config, int port) throws Exception;

  /** Sends grades and runs schedules. */
  void work(Config config) throws Exception;
}
