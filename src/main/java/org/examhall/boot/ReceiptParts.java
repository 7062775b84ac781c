package org.examhall.boot;

import java.time.Duration;
import java.util.Random;
import org.examhall.bridge.receipt.MailReceipts;
import org.examhall.bridge.receipt.WriteLetter;
import org.examhall.core.attempt.AttemptRules;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.attempt.receipt.GiveReceipt;
import org.examhall.core.attempt.receipt.ReceiptMails;
import org.examhall.core.attempt.receipt.Receipts;
import org.examhall.core.attempt.save.Arrivals;
import org.examhall.core.attempt.save.BatchHistory;
import org.examhall.core.attempt.save.CurrentValues;
import org.examhall.core.attempt.save.HistoryText;
import org.examhall.core.report.AttemptHeads;
import org.examhall.core.scoring.Backoff;
import org.examhall.kernel.crypto.ShortCode;
import org.examhall.kernel.mail.MailServer;

/** What makes receipts, and what mails them. */
final class ReceiptParts {
  private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(2);

  private ReceiptParts() {}

  /** Receipts; asks the database for the key that their codes are made with. */
  static Receipts receipts(Core core) {
    return new Receipts(
        new Arrivals(new BatchHistory(new HistoryText(core.json))),
        new CurrentValues(),
        new ShortCode(core.lastingSigner()));
  }

  static MailReceipts mail(Core core, MailServer server) {
    WriteLetter write =
        new WriteLetter(
            new Attempts(),
            new AttemptRules(),
            new AttemptHeads(),
            new GiveReceipt(receipts(core)),
            core.messages);
    Backoff backoff = new Backoff(SHORTEST_PAUSE, LONGEST_PAUSE, new Random());
    return new MailReceipts(core.jobs, new ReceiptMails(), write, server, backoff);
  }
}
