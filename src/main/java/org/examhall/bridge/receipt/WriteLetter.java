package org.examhall.bridge.receipt;

import java.time.ZoneId;
import java.util.Optional;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.AttemptRules;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.attempt.RulesNow;
import org.examhall.core.attempt.receipt.GiveReceipt;
import org.examhall.core.attempt.receipt.GiveReceipt.Given;
import org.examhall.core.attempt.receipt.GiveReceipt.Withheld;
import org.examhall.core.attempt.receipt.Unmailed;
import org.examhall.core.report.AttemptHeads;
import org.examhall.core.report.Score;
import org.examhall.kernel.sql.Tx;
import org.examhall.kernel.text.Messages;

/**
 * Writes what is mailed to a student about an attempt: what their receipt page says at this moment,
 * the score only if it may be seen there. Times are in this server's zone, which stands beside
 * them: nobody knows the reader's. Changes nothing. Threads: any.
 */
public final class WriteLetter {
  private final Attempts attempts;
  private final AttemptRules rules;
  private final AttemptHeads heads;
  private final GiveReceipt give;
  private final Messages messages;
  private final ReceiptText text;

  /** From these tables, in these words. */
  public WriteLetter(
      Attempts attempts,
      AttemptRules rules,
      AttemptHeads heads,
      GiveReceipt give,
      Messages messages) {
    this.attempts = attempts;
    this.rules = rules;
    this.heads = heads;
    this.give = give;
    this.messages = messages;
    this.text = new ReceiptText(messages);
  }

  /** What is mailed, or why nothing is. */
  public sealed interface Letter {}

  /** There is a receipt. */
  public record Written(String subject, String text) implements Letter {}

  /** There is none. */
  public record None(Unmailed why) implements Letter {}

  /** The letter about an attempt, as of the moment that {@code tx} sees. */
  public Letter run(Tx tx, long attemptId) {
    Attempt attempt = attempts.byId(tx, attemptId);
    GiveReceipt.Answer answer = give.run(tx, attempt);
    if (answer instanceof Given given) {
      return written(tx, attempt, ReceiptFacts.of(heads.byId(tx, attemptId), given.receipt()));
    }
    boolean empty = ((Withheld) answer).why() == GiveReceipt.Why.EMPTY;
    return new None(empty ? Unmailed.EMPTY : Unmailed.INCOMPLETE);
  }

  private Written written(Tx tx, Attempt attempt, ReceiptFacts facts) {
    RulesNow bound = rules.of(tx, attempt);
    boolean shown = bound.rules().maySeeScore(attempt.times(), bound.now()).allowed();
    Optional<Score> score =
        shown
            ? Score.of(attempt.scaledScore(), attempt.rawScore(), attempt.maxScore())
            : Optional.empty();
    return new Written(
        messages.text(messages.usual(), "receipt.title", facts.head().exam()),
        text.write(
            new ReceiptText.Content(facts, score, !shown, Optional.empty()),
            messages.usual(),
            ZoneId.systemDefault()));
  }
}
