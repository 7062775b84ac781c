package org.examhall.web.instructor;

import java.util.List;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.AttemptKind;
import org.examhall.core.attempt.IssueTicket;
import org.examhall.core.attempt.OpenAttempt;
import org.examhall.core.context.Launch;
import org.examhall.core.scoring.Bell;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.ResendGrade;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.PlayerAddress;

/** What an instructor does from the dashboard: try the exam, send grades again. */
public final class StaffActions {
  private final Db db;
  private final OpenAttempt open;
  private final IssueTicket tickets;
  private final PlayerAddress player;
  private final ResendGrade resend;
  private final Bell bell;

  /** Uses these verbs. */
  public StaffActions(
      Db db,
      OpenAttempt open,
      IssueTicket tickets,
      PlayerAddress player,
      ResendGrade resend,
      Bell bell) {
    this.db = db;
    this.open = open;
    this.tickets = tickets;
    this.player = player;
    this.resend = resend;
    this.bell = bell;
  }

  /** Begins a test run: never counted, never graded. */
  public Response test(Request request) {
    Launch launch = request.get(Launch.class);
    return player.open(
        request,
        db.tx(
            tx -> {
              Attempt attempt = open.run(tx, launch, AttemptKind.TEST);
              return tickets.runNew(tx, launch, attempt);
            }));
  }

  /** Sends a student's grade to the LMS again. */
  public Response resend(Request request) {
    Launch launch = request.get(Launch.class);
    long personId = request.pathId("person");
    List<DueGrade> due = db.tx(tx -> resend.run(tx, launch, personId));
    bell.ring(due);
    return Response.redirect(AskedGroup.classPage(launch.id(), request));
  }

  /**
   * Sends many again: those of the students that the form names, or all that were refused if it
   * names none.
   */
  public Response resendAll(Request request) {
    Launch launch = request.get(Launch.class);
    List<Long> named =
        request.parameters("person").stream()
            .filter(id -> id.matches("[1-9]\\d{0,17}"))
            .map(Long::valueOf)
            .toList();
    List<DueGrade> due =
        db.tx(
            tx ->
                named.isEmpty()
                    ? resend.runRefused(tx, launch, AskedGroup.of(request))
                    : resend.runAll(tx, launch, named));
    bell.ring(due);
    return Response.redirect(AskedGroup.classPage(launch.id(), request));
  }
}
