package org.examhall.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.examhall.kernel.config.BadSetting;
import org.examhall.kernel.config.Config;
import picocli.CommandLine.Command;

/** {@code doctor}: checks everything the installation stands on, a line each. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Checks settings, database, Redis and folders; each line that is not ok says how to mend it."
            + " Exits with 1 if something must be mended.")
final class DoctorCommand implements Callable<Integer> {
  private final Examhall root;

  DoctorCommand(Examhall root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    List<Finding> findings = findings();
    findings.forEach(finding -> root.print(finding.line()));
    return findings.stream().anyMatch(Finding::mustBeMended) ? 1 : 0;
  }

  private List<Finding> findings() {
    try {
      Config config = root.config();
      try (Installation installation = root.open()) {
        return new Checks(config, installation).run();
      }
    } catch (BadSetting e) {
      return List.of(Finding.wrong("settings", String.valueOf(e.getMessage())));
    }
  }
}
