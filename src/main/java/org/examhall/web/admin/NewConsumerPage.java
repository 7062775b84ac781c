package org.examhall.web.admin;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.consumer.AddLti11Consumer;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/consumers/new}: adds an LMS that speaks LTI 1.1; the secret is made here. */
public final class NewConsumerPage {
  private final Db db;
  private final AddLti11Consumer add;
  private final AuditLog audit;
  private final OneTimeSecret oneTimeSecret;
  private final Refusals refusals;
  private final Tokens tokens = new Tokens();

  /** What the template reads. */
  public record Model(String username, String title, String key, Optional<String> problem) {}

  /** A page on these. */
  public NewConsumerPage(
      Db db, AddLti11Consumer add, AuditLog audit, OneTimeSecret oneTimeSecret, Refusals refusals) {
    this.db = db;
    this.add = add;
    this.audit = audit;
    this.oneTimeSecret = oneTimeSecret;
    this.refusals = refusals;
  }

  /** The form, with a key suggested. */
  public Response form(Request request) {
    String title = request.parameter("title").orElse("");
    return page(request, title, suggestedKey(), Optional.empty());
  }

  /** Adds and shows the consumer with its secret, or shows the form again. */
  public Response submit(Request request) {
    String title = request.parameter("title").orElse("");
    String key = request.parameter("key").orElse("");
    String secret = tokens.fresh();
    try {
      Consumer consumer =
          db.tx(
              tx -> {
                Consumer added = add.run(tx, title, key, secret);
                audit.add(
                    tx,
                    actor(request),
                    AuditAction.CONSUMER_ADDED,
                    "consumer:" + added.id(),
                    Map.of());
                return added;
              });
      return Response.redirect("/admin/consumers/" + consumer.id())
          .cookie(oneTimeSecret.keep(consumer.id(), secret));
    } catch (Refused refused) {
      return page(request, title, key, Optional.of(refusals.text(request, refused)))
          .status(refusals.status(refused));
    }
  }

  private static Response page(
      Request request, String title, String key, Optional<String> problem) {
    String username = request.get(StaffAccount.class).username();
    return Response.page("admin/new-consumer", new Model(username, title, key, problem));
  }

  private static Actor actor(Request request) {
    return request.get(Actor.class);
  }

  private String suggestedKey() {
    return "examhall-"
        + tokens.fresh().replaceAll("[_-]", "").substring(0, 8).toLowerCase(Locale.ROOT);
  }
}
