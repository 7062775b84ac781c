package org.examhall.web.admin;

import java.util.List;
import java.util.Map;
import org.examhall.bridge.connection.StepResult;
import org.examhall.bridge.connection.TestConnection;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/registrations/{registration}/test}: what works between us and an LMS, now. */
public final class ConnectionPage {
  private final Db db;
  private final RegistrationPage page;
  private final TestConnection test;
  private final AuditLog audit;

  /** What the template reads. */
  public record Model(String username, Lti13Registration registration, List<StepResult> results) {}

  /** Tests the registrations of {@code page}. */
  public ConnectionPage(Db db, RegistrationPage page, TestConnection test, AuditLog audit) {
    this.db = db;
    this.page = page;
    this.test = test;
    this.audit = audit;
  }

  /** Tests, and shows what came of it. */
  public Response test(Request request) {
    StaffAccount staff = request.get(StaffAccount.class);
    Lti13Registration registration =
        db.tx(
            tx -> {
              Lti13Registration named = page.named(tx, request);
              String subject = "registration:" + named.id();
              audit.add(
                  tx, request.get(Actor.class), AuditAction.REGISTRATION_TESTED, subject, Map.of());
              return named;
            });
    return Response.page(
        "admin/connection", new Model(staff.username(), registration, test.run(registration)));
  }
}
