package org.examhall.bridge.receipt;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.examhall.bridge.receipt.WriteLetter.None;
import org.examhall.bridge.receipt.WriteLetter.Written;
import org.examhall.core.attempt.receipt.ReceiptLease;
import org.examhall.core.attempt.receipt.ReceiptMails;
import org.examhall.core.attempt.receipt.Unmailed;
import org.examhall.core.scoring.Backoff;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.mail.Mail;
import org.examhall.kernel.mail.MailConnection;
import org.examhall.kernel.mail.MailFailed;
import org.examhall.kernel.mail.MailServer;
import org.examhall.kernel.sql.Db;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails the receipts that are due, one after another over one connection.
 *
 * <p>A receipt is sent in three steps: a lease in a short transaction, the talk with the mail
 * server in none, a mark in another. A process that is killed before the server's yes has sent
 * nothing, and the lease ends by itself; one that is killed between the yes and our commit sends
 * once more, with the same Message-ID, so that most mail programs show one. Never none. Errors:
 * whatever the server does becomes the mail's state; when it is the server that fails, the others
 * are left for the next time. Threads: any, of any process.
 */
public final class MailReceipts {
  private static final Logger LOG = LoggerFactory.getLogger(MailReceipts.class);

  /** Longer than all but a mail server that is slow with each of its answers takes for a mail. */
  private static final Duration LEASE = Duration.ofMinutes(15);

  /** Until it is looked again whether everything of an attempt has arrived. */
  private static final Duration ARRIVAL_PAUSE = Duration.ofMinutes(5);

  private final Db db;
  private final ReceiptMails mails;
  private final WriteLetter write;
  private final MailServer server;
  private final Backoff backoff;

  /** Sends over {@code server}, with pauses like these between tries. */
  public MailReceipts(
      Db db, ReceiptMails mails, WriteLetter write, MailServer server, Backoff backoff) {
    this.db = db;
    this.mails = mails;
    this.write = write;
    this.server = server;
    this.backoff = backoff;
  }

  /** Sends what is due now, or stops early; {@code goOn} is asked before each. */
  public void run(BooleanSupplier goOn) {
    db.run(mails::add);
    try (Line line = new Line(server)) {
      boolean works = true;
      while (works && goOn.getAsBoolean()) {
        Optional<ReceiptLease> due = db.tx(tx -> mails.lease(tx, LEASE));
        works = due.isPresent() && send(due.get(), line);
      }
    }
  }

  /** False when the server fails, and so would the next. */
  private boolean send(ReceiptLease lease, Line line) {
    if (lease.email().isBlank()) {
      db.run(tx -> mails.markUnaddressed(tx, lease));
      return true;
    }
    Optional<Written> written = written(lease);
    return written.isEmpty() || send(lease, written.get(), line);
  }

  /** The letter; empty, and marked so, when there is none. */
  private Optional<Written> written(ReceiptLease lease) {
    WriteLetter.Letter letter;
    try {
      letter = db.snapshot(tx -> write.run(tx, lease.attemptId()));
    } catch (Refused e) {
      return Optional.empty(); // the attempt was deleted, and its mail with it
    }
    if (letter instanceof None none) {
      markUnwritten(lease, none.why());
      return Optional.empty();
    }
    return Optional.of((Written) letter);
  }

  private boolean send(ReceiptLease lease, Written written, Line line) {
    String id =
        server.id("receipt-%d-%d".formatted(lease.attemptId(), lease.endedAt().toEpochMilli()));
    try {
      line.get().send(new Mail(lease.email().strip(), written.subject(), written.text(), id));
    } catch (MailFailed e) {
      markFailed(lease, e);
      return e.why() != MailFailed.Why.SERVER;
    }
    db.run(tx -> mails.markSent(tx, lease));
    LOG.info("the receipt of attempt {} was mailed", lease.attemptId());
    return true;
  }

  private void markUnwritten(ReceiptLease lease, Unmailed why) {
    db.run(
        tx -> {
          if (why == Unmailed.EMPTY) {
            mails.markRefused(tx, lease, why, "");
          } else {
            mails.markWaiting(tx, lease, why, "", ARRIVAL_PAUSE);
          }
        });
  }

  private void markFailed(ReceiptLease lease, MailFailed failure) {
    String said = String.valueOf(failure.getMessage());
    boolean server = failure.why() == MailFailed.Why.SERVER; // else it may name the student
    LOG.warn(
        "the receipt of attempt {} was not mailed: {}",
        lease.attemptId(),
        server ? said : failure.why());
    db.run(
        tx -> {
          switch (failure.why()) {
            case RECIPIENT -> mails.markRefused(tx, lease, Unmailed.RECIPIENT, said);
            case MAIL -> mails.markWaiting(tx, lease, Unmailed.MAIL, said, pause(lease));
            case SERVER -> mails.markWaiting(tx, lease, Unmailed.SERVER, said, pause(lease));
          }
        });
  }

  private Duration pause(ReceiptLease lease) {
    return backoff.after(lease.tries(), Duration.ZERO);
  }

  /** A connection that is made when it is needed first. */
  private static final class Line implements AutoCloseable {
    private final MailServer server;
    private Optional<MailConnection> open = Optional.empty();

    Line(MailServer server) {
      this.server = server;
    }

    MailConnection get() {
      if (open.filter(MailConnection::isOpen).isEmpty()) {
        close();
        open = Optional.of(server.connect());
      }
      return open.get();
    }

    @Override
    public void close() {
      open.ifPresent(MailConnection::close);
    }
  }
}
