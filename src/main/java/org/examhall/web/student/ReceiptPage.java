package org.examhall.web.student;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.bridge.launch.WayBack;
import org.examhall.bridge.receipt.ReceiptFacts;
import org.examhall.bridge.receipt.ReceiptText;
import org.examhall.core.access.Decision;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.AttemptRules;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.RulesNow;
import org.examhall.core.attempt.receipt.GiveReceipt;
import org.examhall.core.attempt.receipt.GiveReceipt.Given;
import org.examhall.core.attempt.receipt.GiveReceipt.Withheld;
import org.examhall.core.attempt.receipt.ReceiptMails;
import org.examhall.core.attempt.save.Arrived.Gap;
import org.examhall.core.context.Launch;
import org.examhall.core.report.AttemptHead;
import org.examhall.core.report.AttemptHeads;
import org.examhall.core.report.Score;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.kernel.text.Messages;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.GradeBadge;
import org.examhall.web.parts.ReaderZone;

/** The student's receipt for an attempt, to look at, to print and to take along as a text file. */
public final class ReceiptPage {
  private final Db db;
  private final Reads reads;
  private final GiveReceipt give;
  private final Messages messages;
  private final ReceiptText text;

  /** What the page reads. */
  public record Reads(
      Attempts attempts,
      AttemptRules rules,
      AttemptHeads heads,
      ScoreOutbox outbox,
      ReceiptMails mails) {}

  /** Reads these tables and uses this verb. */
  public ReceiptPage(Db db, Reads reads, GiveReceipt give, Messages messages) {
    this.db = db;
    this.reads = reads;
    this.give = give;
    this.messages = messages;
    this.text = new ReceiptText(messages);
  }

  /**
   * What the template reads.
   *
   * @param receipt empty: there is none, and {@code why} says why
   * @param why key of a sentence and, with {@code _text}, of what to do; empty with a receipt
   * @param gaps what is missing, by window
   * @param mayHoldMore whether a device may hold what has not arrived
   * @param score empty when there is none or it may not be seen
   * @param scoreHidden whether it may not be seen yet, or here
   * @param scoreFrom when it may be seen
   * @param mailedAt when it was mailed to the student, too
   * @param toCourse address of the course in the LMS; empty without a receipt, or without one
   */
  public record Model(
      AttemptHead head,
      long attemptId,
      int number,
      Optional<ReceiptFacts> receipt,
      Optional<String> why,
      List<Gap> gaps,
      boolean mayHoldMore,
      Optional<Score> score,
      boolean scoreHidden,
      Optional<Instant> scoreFrom,
      GradeBadge grade,
      Optional<Instant> mailedAt,
      Optional<String> toCourse) {}

  /** The page. */
  public Response show(Request request) {
    return Response.page("student/receipt", model(request));
  }

  /** The receipt as a file; without one, back to the page that says why. */
  public Response file(Request request) {
    Model model = model(request);
    if (model.receipt().isEmpty()) {
      return Response.redirect(
          "/l/" + request.get(Launch.class).id() + "/attempts/" + model.attemptId() + "/receipt");
    }
    String file =
        text.write(
            new ReceiptText.Content(
                model.receipt().get(),
                model.score(),
                model.scoreHidden(),
                Optional.of(model.grade().badge().key())),
            request.language(),
            ReaderZone.of(request));
    return Response.text("text/plain", file)
        .header(
            "Content-Disposition",
            "attachment; filename=\"receipt-" + model.attemptId() + ".txt\"");
  }

  /** All of it as of one moment: half of an attempt would read like one that lost answers. */
  private Model model(Request request) {
    Launch launch = request.get(Launch.class);
    long attemptId = request.pathId("attempt");
    return db.snapshot(tx -> read(tx, request, reads.attempts().of(tx, launch, attemptId)));
  }

  private Model read(Tx tx, Request request, Attempt attempt) {
    RulesNow bound = reads.rules().of(tx, attempt);
    AttemptHead head = reads.heads().byId(tx, attempt.id());
    GiveReceipt.Answer answer = give.run(tx, attempt);
    boolean handedIn = attempt.endReason().equals(Optional.of(EndReason.EXAM));
    Decision maySee = bound.rules().maySeeScore(attempt.times(), bound.now());
    Optional<ReceiptFacts> receipt =
        answer instanceof Given given
            ? Optional.of(ReceiptFacts.of(head, given.receipt()))
            : Optional.empty();
    return new Model(
        head,
        attempt.id(),
        attempt.number(),
        receipt,
        answer instanceof Withheld withheld
            ? Optional.of(why(withheld, bound.mayContinue(attempt)))
            : Optional.empty(),
        answer instanceof Withheld withheld ? withheld.gaps() : List.of(),
        attempt.endedAt().isPresent() && (!handedIn || answer instanceof Withheld),
        maySee.allowed()
            ? Score.of(attempt.scaledScore(), attempt.rawScore(), attempt.maxScore())
            : Optional.empty(),
        !maySee.allowed(),
        maySee.when(),
        GradeBadge.of(reads.outbox().find(tx, attempt.resourceId(), attempt.personId())),
        reads.mails().list(tx, new long[] {attempt.id()}).stream()
            .flatMap(mail -> mail.sentAt().stream())
            .findFirst(),
        receipt.flatMap(facts -> toCourse(request, facts)));
  }

  private Optional<String> toCourse(Request request, ReceiptFacts facts) {
    String words =
        messages.text(request.language(), "receipt.for_course", facts.head().exam(), facts.code());
    return WayBack.with(request.get(Launch.class), words, "receipt " + facts.code());
  }

  /** An attempt whose time is over ends by itself a little later. */
  private static String why(Withheld withheld, Decision mayContinue) {
    return switch (withheld.why()) {
      case GOING_ON -> goingOn(mayContinue);
      case EMPTY -> "receipt.empty";
      case INCOMPLETE -> "receipt.incomplete";
    };
  }

  private static String goingOn(Decision mayContinue) {
    if (mayContinue.waits()) {
      return "receipt.waits";
    }
    return mayContinue.allowed() ? "receipt.going_on" : "receipt.closing";
  }
}
