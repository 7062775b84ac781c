package org.examhall.web.admin;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.consumer.ConsumerOverview;
import org.examhall.core.consumer.ConsumerOverviews;
import org.examhall.core.consumer.Consumers;
import org.examhall.core.consumer.KeySummary;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * {@code /admin/consumers/{consumer}}: what to type into the LMS, and what can be changed about it.
 */
public final class ConsumerPage {
  /** How long the old secret is accepted beside the new one. */
  private static final Duration OVERLAP = Duration.ofDays(7);

  private final Db db;
  private final Tables tables;
  private final AuditLog audit;
  private final OneTimeSecret oneTimeSecret;
  private final URI app;
  private final Tokens tokens = new Tokens();

  /** The tables that this page reads and changes. */
  public record Tables(ConsumerOverviews overviews, Consumers consumers, Lti11Keys keys) {}

  /**
   * What the template reads.
   *
   * @param secret only right after it was made
   */
  public record Model(
      String username,
      ConsumerOverview overview,
      List<KeySummary> keys,
      Optional<String> secret,
      String launchUrl) {}

  /** A page on these; {@code app} is the public address. */
  public ConsumerPage(Db db, Tables tables, AuditLog audit, OneTimeSecret oneTimeSecret, URI app) {
    this.db = db;
    this.tables = tables;
    this.audit = audit;
    this.oneTimeSecret = oneTimeSecret;
    this.app = app;
  }

  /** The page; a secret that was just made is shown this one time. */
  public Response show(Request request) {
    long id = request.pathId("consumer");
    Optional<String> secret = oneTimeSecret.find(request, id);
    Response response =
        db.tx(tx -> Response.page("admin/consumer", model(tx, request, id, secret)));
    return secret.isPresent() ? response.cookie(oneTimeSecret.gone()) : response;
  }

  /** Stops or lets launches and grades. */
  public Response setEnabled(Request request) {
    long id = request.pathId("consumer");
    boolean enabled = request.parameter("enabled").filter("true"::equals).isPresent();
    db.run(
        tx -> {
          mustExist(tx, id);
          tables.consumers().saveEnabled(tx, id, enabled);
          log(tx, request, enabled ? "consumer.enabled" : "consumer.disabled", id);
        });
    return back(id);
  }

  /** Makes a new secret; the old one stays good for a week. */
  public Response renewSecret(Request request) {
    long id = request.pathId("consumer");
    long key = request.pathId("key");
    String secret = tokens.fresh();
    db.run(
        tx -> {
          if (tables.keys().list(tx, id).stream().noneMatch(k -> k.id() == key)) {
            throw new Refused(HttpReason.NOT_FOUND);
          }
          tables.keys().rotate(tx, key, secret, OVERLAP);
          log(tx, request, "consumer.secret_renewed", id);
        });
    return back(id).cookie(oneTimeSecret.keep(id, secret));
  }

  private Model model(Tx tx, Request request, long id, Optional<String> secret) {
    return new Model(
        request.get(StaffAccount.class).username(),
        mustExist(tx, id),
        tables.keys().list(tx, id),
        secret,
        app + "/lti11/launch");
  }

  private ConsumerOverview mustExist(Tx tx, long id) {
    return tables.overviews().find(tx, id).orElseThrow(() -> new Refused(HttpReason.NOT_FOUND));
  }

  private void log(Tx tx, Request request, String action, long id) {
    audit.add(tx, request.get(StaffAccount.class).actor(), action, "consumer:" + id, Map.of());
  }

  private static Response back(long id) {
    return Response.redirect("/admin/consumers/" + id);
  }
}
