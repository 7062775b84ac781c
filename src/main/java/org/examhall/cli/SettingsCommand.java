package org.examhall.cli;

import java.util.concurrent.Callable;
import org.examhall.kernel.config.Reference;
import picocli.CommandLine.Command;

/** {@code settings}: prints the page about all settings. */
@Command(
    name = "settings",
    mixinStandardHelpOptions = true,
    description = "Prints every setting with its default, as Markdown.")
final class SettingsCommand implements Callable<Integer> {
  private final Examhall root;

  SettingsCommand(Examhall root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    root.print(new Reference().markdown().strip());
    return 0;
  }
}
