package org.examhall.core.attempt.save;

import java.util.List;

/**
 * A numbered list of elements from one window, stored whole in one transaction.
 *
 * @param tokenId the right it came with; checked again where it is stored
 * @param seq from 1 in each epoch, without gaps
 * @param elements in the order the exam set them, all within {@link ElementRules}
 * @param refused what those rules kept out
 * @param terminated whether the content ended its session (Terminate, LMSFinish) after these
 */
public record Batch(
    long attemptId,
    long tokenId,
    int epoch,
    int seq,
    List<Element> elements,
    List<Refusal> refused,
    boolean terminated) {
  /** The same batch with these elements. */
  Batch with(List<Element> some, List<Refusal> others) {
    return new Batch(attemptId, tokenId, epoch, seq, some, others, terminated);
  }

  /** Whether something of it changes a value that must be there. */
  boolean hasSplice() {
    return elements.stream().anyMatch(element -> element.content() instanceof Splice);
  }

  /** UTF-16 code units of all values: what it weighs in memory. */
  public int chars() {
    return elements.stream().mapToInt(e -> e.key().length() + e.content().chars()).sum();
  }
}
