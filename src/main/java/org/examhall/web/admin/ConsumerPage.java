package org.examhall.web.admin;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.examhall.core.consumer.ClientCertificates;
import org.examhall.core.consumer.ConsumerOverview;
import org.examhall.core.consumer.ConsumerOverviews;
import org.examhall.core.consumer.Consumers;
import org.examhall.core.consumer.KeySummary;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.consumer.OutcomeAddresses;
import org.examhall.core.report.ConsumerHistories;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
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
  public record Tables(
      ConsumerOverviews overviews,
      Consumers consumers,
      Lti11Keys keys,
      Lti13Registrations registrations,
      ClientCertificates certificates,
      OutcomeAddresses addresses,
      ConsumerHistories histories) {}

  /**
   * What the template reads.
   *
   * @param checks one form for each key
   * @param secret only right after it was made
   * @param saved whether the checks were just saved
   * @param way how the LMS is reached when it is sent grades
   * @param charts what happened lately
   */
  public record Model(
      String username,
      ConsumerOverview overview,
      List<KeySummary> keys,
      List<Lti13Registration> registrations,
      List<ChecksForm> checks,
      Optional<String> secret,
      boolean saved,
      OutcomeWay way,
      ConsumerCharts charts,
      String launchUrl) {
    Model with(OutcomeWay otherWay) {
      return new Model(
          username,
          overview,
          keys,
          registrations,
          checks,
          secret,
          saved,
          otherWay,
          charts,
          launchUrl);
    }
  }

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
        db.tx(tx -> Response.page("admin/consumer", model(tx, request, ChecksForm::of, secret)));
    return secret.isPresent() ? response.cookie(oneTimeSecret.gone()) : response;
  }

  /** The page with a form that could not be saved. */
  Response show(Request request, ChecksForm refused) {
    return db.tx(
        tx ->
            Response.page(
                "admin/consumer",
                model(
                    tx,
                    request,
                    key -> key.id() == refused.keyId() ? refused : ChecksForm.of(key),
                    Optional.empty())));
  }

  /** The page with what is wrong with a form about the way to the LMS, which was not saved. */
  Response showWithout(Request request, String problem) {
    String from = request.parameter("from").orElse("");
    String to = request.parameter("to").orElse("");
    Model model = db.tx(tx -> model(tx, request, ChecksForm::of, Optional.empty()));
    return Response.page("admin/consumer", model.with(model.way().with(from, to, problem)));
  }

  /** Stops or lets launches and grades. */
  public Response setEnabled(Request request) {
    long id = request.pathId("consumer");
    boolean enabled = request.parameter("enabled").filter("true"::equals).isPresent();
    db.run(
        tx -> {
          mustExist(tx, id);
          if (tables.consumers().saveEnabled(tx, id, enabled)) {
            log(
                tx,
                request,
                enabled ? AuditAction.CONSUMER_ENABLED : AuditAction.CONSUMER_DISABLED,
                id);
          }
        });
    return back(id);
  }

  /** Makes a new secret; the old one stays good for a week. */
  public Response renewSecret(Request request) {
    long id = request.pathId("consumer");
    String secret = tokens.fresh();
    db.run(
        tx -> {
          KeySummary key = keyOf(tables.keys().list(tx, id), request);
          tables.keys().rotate(tx, key.id(), secret, OVERLAP);
          log(tx, request, AuditAction.CONSUMER_SECRET_RENEWED, id);
        });
    return back(id).cookie(oneTimeSecret.keep(id, secret));
  }

  /** The key that the path names, if it is one of the consumer's. */
  static KeySummary keyOf(List<KeySummary> keys, Request request) {
    long id = request.pathId("key");
    return keys.stream()
        .filter(key -> key.id() == id)
        .findFirst()
        .orElseThrow(() -> new Refused(HttpReason.NOT_FOUND));
  }

  private Model model(
      Tx tx, Request request, Function<KeySummary, ChecksForm> form, Optional<String> secret) {
    long id = request.pathId("consumer");
    List<KeySummary> keys = tables.keys().list(tx, id);
    return new Model(
        request.get(StaffAccount.class).username(),
        mustExist(tx, id),
        keys,
        tables.registrations().list(tx, id),
        keys.stream().map(form).toList(),
        secret,
        request.parameter("saved").isPresent(),
        way(tx, id, !keys.isEmpty()),
        ConsumerCharts.of(tx, tables.histories(), id, request),
        app + "/lti11/launch");
  }

  private OutcomeWay way(Tx tx, long id, boolean lti11) {
    return new OutcomeWay(
        id,
        lti11,
        tables.consumers().gradesAtOnce(tx, id).orElseThrow(),
        tables.certificates().summary(tx, id),
        tables.addresses().list(tx, id),
        "",
        "",
        Optional.empty());
  }

  ConsumerOverview mustExist(Tx tx, long id) {
    return tables.overviews().find(tx, id).orElseThrow(() -> new Refused(HttpReason.NOT_FOUND));
  }

  private void log(Tx tx, Request request, AuditAction action, long id) {
    audit.add(tx, request.get(Actor.class), action, "consumer:" + id, Map.of());
  }

  private static Response back(long id) {
    return Response.redirect("/admin/consumers/" + id);
  }
}
