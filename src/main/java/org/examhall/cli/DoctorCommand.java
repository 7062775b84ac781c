package org.examhall.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.examhall.bridge.checkup.CheckUp;
import org.examhall.bridge.checkup.Finding;
import org.examhall.kernel.config.BadSetting;
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
    List<Finding> findings = findings(root);
    findings.forEach(finding -> root.print(line(finding)));
    return findings.stream().anyMatch(finding -> finding.mark() == Finding.Mark.WRONG) ? 1 : 0;
  }

  /** What a check-up of the installation finds. */
  static List<Finding> findings(Examhall root) {
    try (Installation installation = root.open()) {
      return new CheckUp(
              root.config(), installation.db(), installation.secrets(), installation.audit())
          .run();
    } catch (BadSetting e) {
      return List.of(new Finding(Finding.Mark.WRONG, "settings", String.valueOf(e.getMessage())));
    }
  }

  /** A finding as it is printed. */
  static String line(Finding finding) {
    return "%-5s  %-10s  %s"
        .formatted(
            finding.mark().name().toLowerCase(Locale.ROOT), finding.subject(), finding.text());
  }
}
