package org.examhall.web.admin;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.examhall.bridge.launch.OwnKeys;
import org.examhall.bridge.launch.ToolAddresses;
import org.examhall.core.consumer.Consumers;
import org.examhall.core.consumer.KeySetOverview;
import org.examhall.core.consumer.KeySetOverviews;
import org.examhall.core.consumer.Lms;
import org.examhall.core.consumer.Lti13Deployment;
import org.examhall.core.consumer.Lti13Deployments;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * {@code /admin/registrations/{registration}}: what to type into the LMS, where it answers, what it
 * calls itself, and what can be changed about it.
 */
public final class RegistrationPage {
  private final Db db;
  private final Tables tables;
  private final ToolAddresses tool;
  private final OwnKeys ownKeys;

  /** The tables that this page reads. */
  public record Tables(
      Consumers consumers,
      Lti13Registrations registrations,
      Lti13Deployments deployments,
      KeySetOverviews keySets) {}

  /**
   * What the template reads.
   *
   * @param lms its make, as far as it is known
   * @param login the login address that is its alone; empty unless others have the same issuer
   * @param saved whether something was just saved
   * @param pem our public key, for platforms that fetch none
   */
  public record Model(
      String username,
      String title,
      String lms,
      Lti13Registration registration,
      List<Lti13Deployment> deployments,
      KeySetOverview keySet,
      PlatformForm form,
      RulesForm rules,
      Optional<String> login,
      boolean saved,
      ToolAddresses tool,
      String pem) {
    Model with(String key) {
      return new Model(
          username,
          title,
          lms,
          registration,
          deployments,
          keySet,
          form,
          rules,
          login,
          saved,
          tool,
          key);
    }
  }

  /** A page on these. */
  public RegistrationPage(Db db, Tables tables, ToolAddresses tool, OwnKeys ownKeys) {
    this.db = db;
    this.tables = tables;
    this.tool = tool;
    this.ownKeys = ownKeys;
  }

  /** The page. */
  public Response show(Request request) {
    return show(
        request,
        registration -> PlatformForm.of(registration.platform()),
        registration -> RulesForm.of(registration.rules()));
  }

  /** The page with forms that could not be saved. */
  Response show(
      Request request,
      Function<Lti13Registration, PlatformForm> form,
      Function<Lti13Registration, RulesForm> rules) {
    String pem = ownKeys.publicPem();
    return db.tx(
        tx -> {
          Lti13Registration registration = named(tx, request);
          return Response.page(
              "admin/registration",
              model(tx, request, registration, form.apply(registration), rules.apply(registration))
                  .with(pem));
        });
  }

  /** The registration that the path names. */
  Lti13Registration named(Tx tx, Request request) {
    return tables
        .registrations()
        .find(tx, request.pathId("registration"))
        .orElseThrow(() -> new Refused(HttpReason.NOT_FOUND));
  }

  private Model model(
      Tx tx, Request request, Lti13Registration registration, PlatformForm form, RulesForm rules) {
    return new Model(
        request.get(StaffAccount.class).username(),
        tables.consumers().title(tx, registration.consumerId()),
        Lms.ofProduct(registration.platform().product()).key(),
        registration,
        tables.deployments().list(tx, registration.id()),
        tables.keySets().of(tx, registration.id()),
        form,
        rules,
        ownLogin(tx, registration),
        request.parameter("saved").isPresent(),
        tool,
        "");
  }

  private Optional<String> ownLogin(Tx tx, Lti13Registration registration) {
    boolean alone = tables.registrations().listByIssuer(tx, registration.issuer()).size() == 1;
    return alone ? Optional.empty() : Optional.of(tool.login(registration.id()));
  }
}
