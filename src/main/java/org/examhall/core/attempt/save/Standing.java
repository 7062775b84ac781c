package org.examhall.core.attempt.save;

import java.time.Instant;
import java.util.Optional;
import org.examhall.core.access.AccessReason;
import org.examhall.core.access.AttemptTimes;
import org.examhall.core.access.Decision;
import org.examhall.core.access.EffectiveTimes;
import org.examhall.core.attempt.EndReason;
import org.examhall.kernel.sql.Row;

/**
 * How an attempt stands when batches for it are about to be stored; its row is locked.
 *
 * @param end empty while it goes on
 * @param epoch the newest window's; 0 when there was none
 * @param freshEpoch the last that began from nothing
 * @param saysCompletedLast whether "completed" is the last act of what runs: a Numbas exam, or the
 *     player over several activities; other content may go on after that
 * @param askedForData whether the window that ended its exam was asked for its whole suspend_data
 * @param lacksData whether it was, and none has come since
 * @param now one moment for all attempts that are locked together
 */
record Standing(
    long attemptId,
    AttemptTimes times,
    EffectiveTimes open,
    Optional<End> end,
    int epoch,
    int freshEpoch,
    boolean askedForData,
    boolean lacksData,
    boolean saysCompletedLast,
    Instant now) {
  /**
   * An attempt's end.
   *
   * @param place of the batch in which the exam said so; empty for other ends
   */
  record End(Instant at, EndReason reason, Optional<Place> place) {
    /** The end that the clock brings about, if it does; a door that opens again ends nothing. */
    static Optional<End> byClock(EffectiveTimes open, AttemptTimes attempt, Instant now) {
      Decision decision = open.countAt(attempt, now);
      return decision
          .refusal()
          .flatMap(End::reasonOf)
          .map(reason -> new End(decision.when().orElseThrow(), reason, Optional.empty()));
    }

    private static Optional<EndReason> reasonOf(AccessReason refusal) {
      return switch (refusal) {
        case DUE_DATE_PASSED -> Optional.of(EndReason.DUE);
        case CLOSED -> Optional.of(EndReason.CLOSED);
        case TIME_IS_UP -> Optional.of(EndReason.TIME);
        default -> Optional.empty();
      };
    }

    static Optional<End> read(Row row) {
      return row.findInstant("ended_at")
          .map(
              at ->
                  new End(
                      at,
                      row.constant("end_reason", EndReason.class),
                      row.findInt("ended_epoch")
                          .map(epoch -> new Place(epoch, row.intAt("ended_seq"), 0))));
    }
  }

  static Standing read(Row row) {
    return new Standing(
        row.longAt("attempt_id"),
        new AttemptTimes(row.findInstant("started_at"), row.findInstant("ended_at")),
        EffectiveTimes.read(row),
        End.read(row),
        row.intAt("epoch"),
        row.intAt("fresh_epoch"),
        row.flag("asked_for_data"),
        row.flag("lacks_data"),
        row.flag("says_completed_last"),
        row.instant("now"));
  }
}
