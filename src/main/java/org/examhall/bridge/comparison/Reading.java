package org.examhall.bridge.comparison;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.bridge.comparison.Comparison.Trouble;
import org.examhall.bridge.outcome.OutcomeCalls;
import org.examhall.bridge.outcome.OutcomePlace;
import org.examhall.bridge.service.AgsPlace;
import org.examhall.bridge.service.ReadResults;
import org.examhall.bridge.service.ServiceFailed;
import org.examhall.core.scoring.ScoreDelivery;
import org.examhall.lti.service.Result;

/** What is read of gradebooks for one comparison: each column once. One thread. */
final class Reading {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final ReadResults columns;
  private final OutcomeCalls outcomes;
  private final long endNanos = System.nanoTime() + PATIENCE.toNanos();
  private final Map<Object, Found> read = new HashMap<>();

  Reading(ReadResults columns, OutcomeCalls outcomes) {
    this.columns = columns;
    this.outcomes = outcomes;
  }

  /**
   * What was found.
   *
   * @param scores 0 to 1, by the platform's ids of persons
   * @param trouble empty when the gradebook answered
   */
  private record Found(Map<String, BigDecimal> scores, Optional<Trouble> trouble) {}

  /** What an answer says of one person; {@code trouble} when there was none. */
  record Cell(boolean inColumn, Optional<BigDecimal> score, Optional<Trouble> trouble) {}

  /** The person's cell of a column, which is read whole. */
  Cell of(AgsPlace place) {
    return cell(
        place,
        read.computeIfAbsent(place.whichColumn(), c -> read(left -> columns.run(place, left))));
  }

  /** The person's cell of a column, of which nobody else's is asked for. */
  Cell ofOne(AgsPlace place) {
    return cell(place, read(left -> columns.runForOne(place, left)));
  }

  private static Cell cell(AgsPlace place, Found found) {
    return new Cell(
        true, Optional.ofNullable(found.scores().get(place.place().ltiUserId())), found.trouble());
  }

  /** The person's cell, by LTI 1.1; under the previous secret where the current one is refused. */
  Cell of(List<OutcomePlace> cells) {
    OutcomeCalls.Found first = outcomes.read(cells.get(0));
    OutcomeCalls.Found found =
        cells.size() > 1 && !isGood(first) ? outcomes.read(cells.get(1)) : first;
    return isGood(found)
        ? new Cell(false, found.score(), Optional.empty())
        : new Cell(false, Optional.empty(), Optional.of(trouble(first.delivery())));
  }

  private static boolean isGood(OutcomeCalls.Found found) {
    return found.delivery().failure().isEmpty();
  }

  private static Trouble trouble(ScoreDelivery delivery) {
    return new Trouble(delivery.failure().orElseThrow(), delivery.detail());
  }

  /** A question to a column. */
  private interface Question {
    List<Result> ask(Duration patience) throws ServiceFailed;
  }

  private Found read(Question question) {
    try {
      Map<String, BigDecimal> scores = new HashMap<>();
      for (Result result : question.ask(Duration.ofNanos(endNanos - System.nanoTime()))) {
        result.scaled().ifPresent(score -> scores.put(result.userId(), score));
      }
      return new Found(scores, Optional.empty());
    } catch (ServiceFailed e) {
      return new Found(Map.of(), Optional.of(trouble(e.delivery())));
    }
  }
}
