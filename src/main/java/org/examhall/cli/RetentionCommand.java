package org.examhall.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.examhall.core.retention.CourseForecast;
import org.examhall.core.retention.RetentionForecast;
import org.examhall.core.retention.RetentionKind;
import org.examhall.core.retention.RetentionReach;
import org.examhall.core.retention.RetentionRule;
import org.examhall.core.retention.RetentionRules;
import org.examhall.core.retention.RetentionRun;
import org.examhall.kernel.sql.Db;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code retention}: deletes what the rules reach, or says what they would. */
@Command(
    name = "retention",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes what nobody has used for as long as the rules say, which an administrator sets on"
          + " /admin/retention; without rules nothing goes. The worker does so every night.",
      "If it is interrupted, start it again."
    })
final class RetentionCommand implements Callable<Integer> {
  private final Examhall root;

  @Option(
      names = "--dry-run",
      description =
          "Deletes nothing; prints what would go now by the rules that are on, begun or not.")
  private boolean dryRun;

  RetentionCommand(Examhall root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Installation installation = root.open()) {
      if (dryRun) {
        forecast(installation.db());
      } else {
        Optional<RetentionRun> run =
            installation.applyRetention().run(installation.db(), () -> true);
        root.print(run.map(RetentionCommand::result).orElse("no rule has begun: nothing goes"));
      }
    }
    return 0;
  }

  private void forecast(Db db) {
    List<RetentionRule> rules = db.tx(tx -> new RetentionRules().list(tx));
    rules.forEach(rule -> root.print(line(rule)));
    RetentionForecast forecast =
        db.snapshot(
            tx ->
                new RetentionReach()
                    .forecast(
                        tx,
                        months(rules, RetentionKind.WORK),
                        months(rules, RetentionKind.PEOPLE)));
    forecast.courses().forEach(course -> root.print(line(course)));
    root.print(
        "would go now: %d attempts and %d grades in %d courses, %d people; %d attempts stay there"
            .formatted(
                forecast.attempts(),
                forecast.grades(),
                forecast.courses().size(),
                forecast.people(),
                forecast.kept()));
  }

  private static Optional<Integer> months(List<RetentionRule> rules, RetentionKind kind) {
    return rules.stream()
        .filter(rule -> rule.kind() == kind && rule.isOn())
        .map(RetentionRule::months)
        .findFirst();
  }

  private static String line(RetentionRule rule) {
    return "rule %s: %s"
        .formatted(
            rule.kind().name().toLowerCase(Locale.ROOT),
            rule.beginsAt()
                .map(at -> "after %d months, from %s on".formatted(rule.months(), at))
                .orElse("off, all is kept"));
  }

  private static String line(CourseForecast course) {
    return "course %d, last used %s: %d attempts and %d grades of %d students, %d attempts stay (%s, %s)"
        .formatted(
            course.contextId(),
            course.lastUsedAt(),
            course.attempts(),
            course.grades(),
            course.students(),
            course.kept(),
            course.name(),
            course.consumer());
  }

  private static String result(RetentionRun run) {
    return "run %d: %d attempts and %d grades deleted, %d courses cleared, %d people erased, %d failures"
        .formatted(
            run.id(), run.attempts(), run.grades(), run.courses(), run.people(), run.failures());
  }
}
