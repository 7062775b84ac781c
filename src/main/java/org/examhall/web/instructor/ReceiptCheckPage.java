package org.examhall.web.instructor;

import java.util.Optional;
import org.examhall.bridge.receipt.ReceiptFacts;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.receipt.CheckReceipt;
import org.examhall.core.attempt.receipt.Receipt;
import org.examhall.core.context.Launch;
import org.examhall.core.report.AttemptHeads;
import org.examhall.core.report.Score;
import org.examhall.core.resource.Resources;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.GradeBadge;

/** Tells an instructor whether a receipt that a student shows is true, and what is stored now. */
public final class ReceiptCheckPage {
  private final Db db;
  private final Resources resources;
  private final AttemptHeads heads;
  private final ScoreOutbox outbox;
  private final CheckReceipt check;

  /** Reads these tables and uses this verb. */
  public ReceiptCheckPage(
      Db db, Resources resources, AttemptHeads heads, ScoreOutbox outbox, CheckReceipt check) {
    this.db = db;
    this.resources = resources;
    this.heads = heads;
    this.outbox = outbox;
    this.check = check;
  }

  /**
   * What the template reads.
   *
   * @param typed the code that was asked about; empty: none was
   * @param valid what it is the receipt of; empty: of nothing here
   */
  public record Model(String course, String title, String typed, Optional<Valid> valid) {}

  /** A receipt that is true, and what is stored now besides. */
  public record Valid(ReceiptFacts facts, Optional<Score> score, GradeBadge grade) {}

  /** The page, with the answer when a code was typed. */
  public Response show(Request request) {
    Launch launch = request.get(Launch.class);
    String typed = request.parameter("code").orElse("");
    return Response.page("instructor/receipt_check", db.tx(tx -> read(tx, launch, typed)));
  }

  private Model read(Tx tx, Launch launch, String typed) {
    return new Model(
        launch.courseTitle(),
        resources.of(tx, launch).title(),
        typed,
        check.run(tx, launch, typed).map(receipt -> valid(tx, receipt)));
  }

  private Valid valid(Tx tx, Receipt receipt) {
    Attempt attempt = receipt.attempt();
    return new Valid(
        ReceiptFacts.of(heads.byId(tx, attempt.id()), receipt),
        Score.of(attempt.scaledScore(), attempt.rawScore(), attempt.maxScore()),
        GradeBadge.of(outbox.find(tx, attempt.resourceId(), attempt.personId())));
  }
}
