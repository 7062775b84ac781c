package org.examhall.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code worker}: the background work, in a process of its own. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    description = "Sends grades and runs schedules until it is stopped.")
final class WorkerCommand implements Callable<Integer> {
  private final Examhall root;

  WorkerCommand(Examhall root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    root.processes().work(root.config());
    return 0;
  }
}
