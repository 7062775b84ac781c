package org.examhall.core.scoring;

import java.util.List;

/**
 * Tells the workers that grades wait, so that they are sent now and not at the next sweep.
 *
 * <p>Ring after the commit, never inside the transaction: a worker may look at once. A ring may be
 * lost without harm. Never blocks and never fails its caller. Threads: any.
 */
@FunctionalInterface
public interface Bell {
  /** Rings for these grades; nothing happens for an empty list. */
  void ring(List<DueGrade> grades);
}
