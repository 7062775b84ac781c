package org.examhall.bridge.receipt;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.receipt.Receipt;
import org.examhall.core.attempt.save.Arrived;
import org.examhall.core.report.AttemptHead;

/**
 * What a receipt tells, as pages, files and mails show it.
 *
 * @param answers 0 when the exam reports no answers by themselves
 * @param late elements received after the end; not part of what the code proves
 */
public record ReceiptFacts(
    AttemptHead head,
    int number,
    Optional<Instant> startedAt,
    Instant endedAt,
    EndReason endReason,
    Optional<Instant> lastAt,
    int batches,
    long elements,
    long answers,
    long late,
    String code) {
  /** Of a receipt, in the words of its course. */
  public static ReceiptFacts of(AttemptHead head, Receipt receipt) {
    Attempt attempt = receipt.attempt();
    Arrived arrived = receipt.arrived();
    return new ReceiptFacts(
        head,
        attempt.number(),
        attempt.startedAt(),
        attempt.endedAt().orElseThrow(),
        attempt.endReason().orElseThrow(),
        arrived.lastAt(),
        arrived.batches(),
        arrived.elements(),
        receipt.answers(),
        arrived.lateElements(),
        receipt.code());
  }

  /** Key of what it confirms: all of it, if the exam ended the attempt once it had handed in. */
  public String headingKey() {
    return endReason == EndReason.EXAM ? "receipt.everything_received" : "receipt.was_received";
  }

  /** Key of what ended the attempt. */
  public String endKey() {
    return "receipt.ended_by_" + endReason.name().toLowerCase(Locale.ROOT);
  }
}
