package org.examhall.web.admin;

import java.util.Optional;
import java.util.function.Consumer;
import org.examhall.core.consumer.ChangeClientCertificate;
import org.examhall.core.consumer.ChangeGradesAtOnce;
import org.examhall.core.consumer.ChangeOutcomeAddress;
import org.examhall.core.scoring.ResendRefused;
import org.examhall.core.user.Actor;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** Takes the forms that say how an LMS is reached when it is sent grades. */
public final class SaveOutcomeWay {
  private final Db db;
  private final ChangeClientCertificate certificate;
  private final ChangeOutcomeAddress address;
  private final ChangeGradesAtOnce atOnce;
  private final ResendRefused resend;
  private final ConsumerPage page;
  private final Refusals refusals;

  /** Uses these verbs; shows what they refuse on {@code page}. */
  public SaveOutcomeWay(
      Db db,
      ChangeClientCertificate certificate,
      ChangeOutcomeAddress address,
      ChangeGradesAtOnce atOnce,
      ResendRefused resend,
      ConsumerPage page,
      Refusals refusals) {
    this.db = db;
    this.certificate = certificate;
    this.address = address;
    this.atOnce = atOnce;
    this.resend = resend;
    this.page = page;
    this.refusals = refusals;
  }

  /** A certificate with its key, or none any more. */
  public Response certificate(Request request) {
    long consumer = request.pathId("consumer");
    Optional<String> pem = Optional.of(request.parameter("pem").orElse(""));
    return save(
        request,
        tx -> certificate.run(tx, actor(request), consumer, pem.filter(p -> keeps(request))));
  }

  /** What is called in place of a part of the LMS's addresses, or that part itself again. */
  public Response address(Request request) {
    long consumer = request.pathId("consumer");
    String from = request.parameter("from").orElse("");
    Optional<String> to = Optional.of(request.parameter("to").orElse(""));
    return save(
        request,
        tx -> address.run(tx, actor(request), consumer, from, to.filter(t -> keeps(request))));
  }

  /** How many grades are sent at the same time. */
  public Response atOnce(Request request) {
    long consumer = request.pathId("consumer");
    String typed = request.parameter("at-once").orElse("");
    int wanted = typed.matches("[0-9]{1,6}") ? Integer.parseInt(typed) : 0;
    return save(request, tx -> atOnce.run(tx, actor(request), consumer, wanted));
  }

  /** Has all grades that were refused sent again; the worker takes them in turn. */
  public Response resend(Request request) {
    long consumer = request.pathId("consumer");
    db.run(
        tx -> {
          page.mustExist(tx, consumer);
          resend.run(tx, actor(request), consumer);
        });
    return Response.redirect("/admin/consumers/" + consumer + "#activity");
  }

  private Response save(Request request, Consumer<Tx> change) {
    long consumer = request.pathId("consumer");
    try {
      db.run(
          tx -> {
            page.mustExist(tx, consumer);
            change.accept(tx);
          });
    } catch (Refused refused) {
      return page.showWithout(request, refusals.text(request, refused))
          .status(refusals.status(refused));
    }
    return Response.redirect("/admin/consumers/" + consumer + "#calls");
  }

  private static boolean keeps(Request request) {
    return request.parameter("remove").isEmpty();
  }

  private static Actor actor(Request request) {
    return request.get(Actor.class);
  }
}
