package org.examhall.web.admin;

import org.examhall.core.user.Actor;
import org.examhall.core.user.StaffAccount;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.person.EraseForm;
import org.examhall.web.person.Erasure;

/** {@code /admin/persons/{person}/erase}: erases somebody, after saying what that does. */
public final class ErasePage {
  private final EraseForm form;

  /** What the template reads. */
  public record Model(String username, Erasure erasure) {}

  /** A page with this form. */
  public ErasePage(EraseForm form) {
    this.form = form;
  }

  /** What erasing does. */
  public Response show(Request request) {
    return page(request, form.of(request.pathId("person")));
  }

  /** Erases, if the name was typed. */
  public Response submit(Request request) {
    return form.submit(request, request.get(Actor.class), request.pathId("person"))
        .map(erasure -> page(request, erasure))
        .orElseGet(() -> Response.redirect("/admin/search"));
  }

  private static Response page(Request request, Erasure erasure) {
    String username = request.get(StaffAccount.class).username();
    return Response.page("admin/erase", new Model(username, erasure)).status(erasure.status());
  }
}
