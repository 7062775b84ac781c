package org.examhall.core.attempt.receipt;

import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.save.Arrived;

/**
 * What the server holds of an ended attempt, and the code that proves it.
 *
 * @param answers questions or parts that hold an answer; 0 for content that reports none
 * @param code as {@link org.examhall.kernel.crypto.ShortCode} writes it
 */
public record Receipt(Attempt attempt, Arrived arrived, long answers, String code) {}
