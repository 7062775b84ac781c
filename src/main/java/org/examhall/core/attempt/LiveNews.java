package org.examhall.core.attempt;

import java.util.Collection;

/**
 * Tells open player windows, wherever they are, that something has changed.
 *
 * <p>To be called after the commit, never inside the transaction. News may be lost without harm:
 * windows hear the same with their next ack or question. Never blocks and never fails its caller.
 * Threads: any.
 */
public interface LiveNews {
  /** Times, or the end, of these attempts have changed. */
  void attemptsChanged(Collection<Long> attemptIds);

  /** The rules of a resource have changed. */
  void resourceChanged(long resourceId);
}
