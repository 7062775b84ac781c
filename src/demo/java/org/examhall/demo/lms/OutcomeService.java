package org.examhall.demo.lms;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.http.Reply;
import org.examhall.demo.lms.lti.OutcomeCheck;
import org.examhall.demo.lms.lti.OutcomeEnvelope;
import org.examhall.demo.lms.lti.OutcomeMessage;
import org.examhall.demo.lms.lti.OutcomeRefused;
import org.examhall.demo.lms.lti.SourcedIds;
import org.examhall.demo.lms.lti.SourcedIds.Cell;

/**
 * The LMS's side of grades: believes, understands, carries out and answers outcome requests.
 *
 * <p>Requests that are not in order are refused whatever has been ordered.
 */
final class OutcomeService {
  private static final String XML = "application/xml; charset=utf-8";

  private final Course course;
  private final SourcedIds names;
  private final OutcomeCheck check;
  private final Orders orders;
  private final OutcomeLog log;
  private final Clock clock;
  private final Supplier<URI> home;

  OutcomeService(DemoLms lms, SourcedIds names, Clock clock) {
    this.course = lms.course();
    this.names = names;
    this.check = new OutcomeCheck(lms::tool, clock);
    this.orders = lms.orders();
    this.log = lms.outcomes();
    this.clock = clock;
    this.home = lms::url;
  }

  Reply handle(Call call) {
    try {
      believe(call);
      OutcomeMessage message = OutcomeMessage.parse(call.body());
      Cell cell = names.cellOf(message.sourcedId());
      return carryOut(message, cell);
    } catch (OutcomeRefused refused) {
      log.add(Outcome.refused(clock.instant(), refused.why()));
      return Reply.text(refused.status(), XML, OutcomeEnvelope.failure(refused.why()));
    }
  }

  private void believe(Call call) throws OutcomeRefused {
    if (call.header("User-Agent").orElse("").isBlank()) {
      throw new OutcomeRefused(403, "no User-Agent");
    }
    if (!call.header("Content-Type").orElse("").equals("application/xml")) {
      throw new OutcomeRefused(415, "Content-Type is not application/xml");
    }
    URI url = home.get().resolve(call.target());
    check.check(url, call.header("Authorization").orElse(""), call.body());
  }

  private Reply carryOut(OutcomeMessage message, Cell cell) {
    Orders.Order order = orders.take(cell.activity(), cell.person());
    String found = "";
    if (order.behaviour().carriedOut()) {
      found = carryOutNow(message, cell);
    }
    log.add(
        new Outcome(
            clock.instant(),
            message.operation().label(),
            cell.activity(),
            cell.person(),
            message.score().map(BigDecimal::toPlainString).orElse(""),
            order.behaviour().label(),
            ""));
    return BadReplies.of(order, message, OutcomeEnvelope.success(message, found));
  }

  /** What a read found; empty for none and for the other operations. */
  private String carryOutNow(OutcomeMessage message, Cell cell) {
    switch (message.operation()) {
      case REPLACE ->
          course.grade(
              new Grade(
                  cell.activity(), cell.person(), message.score().orElseThrow(), clock.instant()));
      case DELETE -> course.removeGrade(cell.activity(), cell.person());
      case READ -> {
        return course
            .findGrade(cell.activity(), cell.person())
            .map(grade -> grade.score().toPlainString())
            .orElse("");
      }
    }
    return "";
  }
}
