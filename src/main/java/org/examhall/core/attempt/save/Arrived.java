package org.examhall.core.attempt.save;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the server holds of an attempt, all its windows together.
 *
 * @param batches received before the end
 * @param elements stored from them, repeats of a key included
 * @param lateElements received after the end, but for what content says on leaving
 * @param lastAt when the last batch before the end was received; empty: there is none
 * @param gaps what is missing, by window; empty: everything was received
 */
public record Arrived(
    int batches, long elements, long lateElements, Optional<Instant> lastAt, List<Gap> gaps) {
  /**
   * Batches that are missing though later ones of the same window came, up to the one in which its
   * exam said that it is over; or that came without the exam's state, which was asked for again and
   * never sent.
   *
   * @param epoch the window's turn
   * @param missing their numbers, the first hundred
   */
  public record Gap(int epoch, List<Integer> missing) {}
}
