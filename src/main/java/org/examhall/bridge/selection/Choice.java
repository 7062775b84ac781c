package org.examhall.bridge.selection;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An exam that an instructor ticked.
 *
 * @param what one that is set up in the course already, or one that is to be
 * @param title of the link, and of what is set up now; empty: the exam's
 * @param points what a full score is worth in the gradebook; empty: what the exam has, or 100
 */
public record Choice(What what, Optional<String> title, Optional<BigDecimal> points) {
  /** What was ticked. */
  public sealed interface What {
    /** An exam that is set up, with its settings and attempts. */
    record Resource(long id) implements What {}

    /** An exam that nobody set up yet. */
    record Exam(long id) implements What {}
  }
}
