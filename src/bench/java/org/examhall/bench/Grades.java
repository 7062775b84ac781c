package org.examhall.bench;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.examhall.demo.lms.DemoLms;
import org.examhall.demo.lms.Grade;

/** Waits for the gradebook of the LMS to fill. */
final class Grades {
  /** Longer than the lease of a worker that died, which is four minutes. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private Grades() {}

  /** Waits until a grade has come in: the worker runs. */
  static void awaitFirst(DemoLms lms) {
    Awaitility.await().atMost(PATIENCE).until(() -> !lms.course().grades().isEmpty());
  }

  /** What the LMS has now, by its names of the students; they have one activity. */
  static Map<String, BigDecimal> book(DemoLms lms) {
    return lms.course().grades().stream().collect(Collectors.toMap(Grade::person, Grade::score));
  }

  /** What is missing after a patient wait; empty when each has the score handed in with. */
  static List<String> missing(DemoLms lms, List<Account> accounts) {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> arrived(lms, accounts) == accounts.size());
      return List.of();
    } catch (ConditionTimeoutException e) {
      return List.of(
          "only %d of %d grades arrived".formatted(arrived(lms, accounts), accounts.size()));
    }
  }

  private static long arrived(DemoLms lms, List<Account> accounts) {
    Map<String, BigDecimal> book = book(lms);
    return accounts.stream().filter(account -> hasArrived(book, account)).count();
  }

  private static boolean hasArrived(Map<String, BigDecimal> book, Account account) {
    Optional<BigDecimal> known = Optional.ofNullable(book.get(account.user()));
    return account
        .handedIn()
        .flatMap(score -> known.filter(k -> k.compareTo(score) == 0))
        .isPresent();
  }
}
