package org.examhall.bridge.outcome;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.examhall.core.scoring.ScoreDelivery;
import org.examhall.core.scoring.Undelivered;

/**
 * What came of sending a grade to its places.
 *
 * @param made one for each place that was called, where the person came last first
 * @param all whether all were called
 */
record Tries(List<Try> made, boolean all) {
  private static final int HTTP_FORBIDDEN = 403;

  /** The link is gone, or is none of this person's any more. */
  private static final Set<Undelivered> CLOSED =
      EnumSet.of(Undelivered.GONE, Undelivered.FORBIDDEN, Undelivered.NO_COLUMN);

  /** How Moodle and Canvas speak of an activity that was deleted, by LTI 1.1. */
  private static final Pattern CLOSED_WORDS =
      Pattern.compile(
          "does not accept grades|(course|assignment) is invalid|no longer",
          Pattern.CASE_INSENSITIVE);

  /**
   * A call, or the calls for a comment and a column and the score.
   *
   * @param launched whether the person came by the link of the place
   * @param newest whether it is the place of the person's last launch
   */
  record Try(boolean launched, boolean newest, ScoreDelivery delivery, Duration took) {
    Optional<Undelivered> failure() {
      return delivery.failure();
    }

    boolean isPauseAsked() {
      return failure().filter(why -> why == Undelivered.TOO_MANY).isPresent();
    }

    private boolean isClosed() {
      Undelivered why = delivery.failure().orElseThrow();
      return CLOSED.contains(why)
          || why == Undelivered.UNAUTHORISED
              && delivery.httpStatus().equals(Optional.of(HTTP_FORBIDDEN))
          || why == Undelivered.DECLINED && CLOSED_WORDS.matcher(delivery.detail()).find();
    }
  }

  /** A grade that was not sent anywhere, for a reason of our own. */
  static Tries failed(Undelivered why, Duration took) {
    return new Tries(List.of(new Try(true, true, ScoreDelivery.unanswered(why, ""), took)), true);
  }

  /**
   * What that means for the grade. Trouble that passes has all tried again; so has a place that was
   * not called. A no counts where the person came last, and elsewhere unless the link is closed.
   * Where they never came it counts nowhere: an LMS may give each group an activity of its own.
   */
  ScoreDelivery verdict() {
    return passing()
        .or(() -> all ? Optional.empty() : Optional.of(notCalled()))
        .or(() -> first(t -> t.newest() && t.failure().isPresent()))
        .or(() -> first(t -> t.launched() && t.failure().isPresent() && !t.isClosed()))
        .orElseGet(() -> made.stream().filter(Try::newest).findFirst().orElseThrow().delivery());
  }

  private Optional<ScoreDelivery> passing() {
    return made.stream()
        .filter(t -> t.failure().filter(Undelivered::isPassing).isPresent())
        .filter(t -> t.newest() || !t.isClosed())
        .sorted(
            Comparator.comparing((Try t) -> t.isPauseAsked())
                .thenComparing(t -> t.delivery().waitAsked().orElse(Duration.ZERO))
                .thenComparing(Try::newest)
                .reversed())
        .map(Try::delivery)
        .findFirst();
  }

  private Optional<ScoreDelivery> first(Predicate<Try> which) {
    return made.stream().filter(which).map(Try::delivery).findFirst();
  }

  private static ScoreDelivery notCalled() {
    return ScoreDelivery.unanswered(Undelivered.TIMEOUT, "");
  }
}
