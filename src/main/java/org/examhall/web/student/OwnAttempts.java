package org.examhall.web.student;

import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.AttemptKind;
import org.examhall.core.attempt.IssueTicket;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.OpenAttempt;
import org.examhall.core.context.Launch;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.PlayerAddress;

/** What a student does: start, continue, review. Each ends in the player, by way of a ticket. */
public final class OwnAttempts {
  private final Db db;
  private final OpenAttempt open;
  private final IssueTicket tickets;
  private final PlayerAddress player;

  /** Uses these verbs. */
  public OwnAttempts(Db db, OpenAttempt open, IssueTicket tickets, PlayerAddress player) {
    this.db = db;
    this.open = open;
    this.tickets = tickets;
    this.player = player;
  }

  /** Begins a new attempt. */
  public Response start(Request request) {
    Launch launch = request.get(Launch.class);
    return player.open(
        request,
        db.tx(
            tx -> {
              Attempt attempt = open.run(tx, launch, AttemptKind.GRADED);
              return tickets.runNew(tx, launch, attempt);
            }));
  }

  /** Goes on with an attempt. */
  public Response resume(Request request) {
    return open(request, Mode.NORMAL);
  }

  /** Looks at an attempt again; for instructors, at anybody's of their course. */
  public Response review(Request request) {
    return open(request, Mode.REVIEW);
  }

  private Response open(Request request, Mode mode) {
    Launch launch = request.get(Launch.class);
    long attemptId = request.pathId("attempt");
    return player.open(request, db.tx(tx -> tickets.run(tx, launch, attemptId, mode)));
  }
}
