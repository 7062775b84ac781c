package org.examhall.core.attempt.save;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.core.attempt.EndReason;

/** What became of a batch. */
public sealed interface SaveReply {
  /**
   * It is in the database, now or since an earlier time.
   *
   * @param refused its elements that are not
   * @param late whether it came after the attempt's end
   * @param newestEpoch whose turn it is; greater than {@code epoch} when a newer window took over
   * @param ended who or what ended the attempt, this batch included; empty while it goes on
   * @param now the server's clock
   */
  record Ack(
      int epoch,
      int seq,
      List<Refusal> refused,
      boolean late,
      int newestEpoch,
      Optional<EndReason> ended,
      Instant now,
      Times times)
      implements SaveReply {}

  /** Not taken: full, or the database is away. Try again. */
  record Busy(int epoch, int seq, int retryMillis) implements SaveReply {}

  /** Not taken: the epoch was never given out. */
  record UnknownEpoch(int epoch, int seq) implements SaveReply {}

  /** Not taken: the token has expired or was revoked. */
  record TokenEnded(int epoch, int seq) implements SaveReply {}
}
