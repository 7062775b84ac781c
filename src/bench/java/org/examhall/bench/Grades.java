package org.examhall.bench;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.examhall.demo.lms.DemoLms;

/** Waits for the gradebook of the LMS to fill. */
final class Grades {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private Grades() {}

  /** Waits until a grade has come in: the worker runs. */
  static void awaitFirst(DemoLms lms) {
    Awaitility.await().atMost(PATIENCE).until(() -> !lms.course().grades().isEmpty());
  }

  /** What is missing after a patient wait; empty when each of {@code count} has the last score. */
  static List<String> missing(DemoLms lms, int count) {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> arrived(lms) == count);
      return List.of();
    } catch (ConditionTimeoutException e) {
      return List.of("only " + arrived(lms) + " of " + count + " grades arrived");
    }
  }

  private static long arrived(DemoLms lms) {
    return lms.course().grades().stream()
        .filter(grade -> grade.score().compareTo(new BigDecimal("0.5")) == 0)
        .count();
  }
}
