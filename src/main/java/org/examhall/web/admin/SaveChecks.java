package org.examhall.web.admin;

import org.examhall.core.consumer.ChangeLaunchChecks;
import org.examhall.core.consumer.KeySummary;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.user.Actor;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** Takes the form that says how launches with a key are checked. */
public final class SaveChecks {
  private final Db db;
  private final Lti11Keys keys;
  private final ChangeLaunchChecks change;
  private final ConsumerPage page;
  private final Refusals refusals;

  /** Uses this verb; shows what it refuses on {@code page}. */
  public SaveChecks(
      Db db, Lti11Keys keys, ChangeLaunchChecks change, ConsumerPage page, Refusals refusals) {
    this.db = db;
    this.keys = keys;
    this.change = change;
    this.page = page;
    this.refusals = refusals;
  }

  /** Saves, or shows the form again with what is wrong. */
  public Response submit(Request request) {
    long consumer = request.pathId("consumer");
    KeySummary key = db.tx(tx -> ConsumerPage.keyOf(keys.list(tx, consumer), request));
    ChecksForm form = ChecksForm.of(request, key);
    Actor actor = request.get(Actor.class);
    try {
      db.run(tx -> change.run(tx, actor, key, form.read()));
    } catch (Refused refused) {
      return page.show(request, form.with(refusals.text(request, refused)))
          .status(refusals.status(refused));
    }
    return Response.redirect("/admin/consumers/" + consumer + "?saved=checks");
  }
}
