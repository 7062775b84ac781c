package org.examhall.web.instructor;

import java.util.List;
import org.examhall.core.attempt.ChangeTimes;
import org.examhall.core.attempt.LiveNews;
import org.examhall.core.context.Launch;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.core.resource.Resources;
import org.examhall.core.scoring.Bell;
import org.examhall.core.scoring.ChangeSettings;
import org.examhall.core.scoring.DueGrade;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** The rules of an exam: when it is open, how many attempts, what counts, what students see. */
public final class SettingsPage {
  private final Db db;
  private final Resources resources;
  private final ResourceSettings settings;
  private final ChangeSettings change;
  private final ChangeTimes changeTimes;
  private final Bell bell;
  private final LiveNews news;
  private final boolean mailOffered;

  /** Reads these tables and uses this verb; {@code mailOffered}: the site can send mail. */
  public SettingsPage(
      Db db,
      Resources resources,
      ResourceSettings settings,
      ChangeSettings change,
      ChangeTimes changeTimes,
      Bell bell,
      LiveNews news,
      boolean mailOffered) {
    this.db = db;
    this.resources = resources;
    this.settings = settings;
    this.change = change;
    this.changeTimes = changeTimes;
    this.bell = bell;
    this.news = news;
    this.mailOffered = mailOffered;
  }

  /**
   * What the template reads.
   *
   * @param saved whether the settings were just saved
   * @param closedBetween whether the exam closes before it opens, which is allowed and rarely meant
   * @param mailOffered whether receipts can be mailed
   */
  public record Model(
      String course,
      String title,
      SettingsForm form,
      boolean saved,
      boolean closedBetween,
      boolean mailOffered) {}

  /** The page. */
  public Response show(Request request) {
    Launch launch = request.get(Launch.class);
    boolean saved = request.parameter("saved").isPresent();
    return Response.page("instructor/settings", db.tx(tx -> read(tx, launch, saved)));
  }

  /** Saves the form, or shows it again with what is wrong. */
  public Response save(Request request) {
    Launch launch = request.get(Launch.class);
    SettingsForm form = SettingsForm.of(request);
    Resource resource = db.tx(tx -> resources.of(tx, launch));
    List<DueGrade> due = db.tx(tx -> save(tx, resource, form));
    if (!form.errors().isEmpty()) {
      return Response.page("instructor/settings", db.tx(tx -> model(tx, launch, form))).status(400);
    }
    bell.ring(due);
    news.resourceChanged(resource.id());
    return Response.redirect("/l/" + launch.id() + "/settings?saved=1");
  }

  private List<DueGrade> save(Tx tx, Resource resource, SettingsForm form) {
    ResourceSetting typed = form.read(resource.id());
    ResourceSetting setting =
        mailOffered ? typed : typed.withMailReceipts(settings.of(tx, resource.id()).mailReceipts());
    return form.errors().isEmpty()
        ? changeTimes.run(tx, resource.id(), () -> change.run(tx, setting))
        : List.of();
  }

  private Model read(Tx tx, Launch launch, boolean saved) {
    Resource resource = resources.of(tx, launch);
    ResourceSetting setting = settings.of(tx, resource.id());
    boolean closedBetween =
        setting
            .availableUntil()
            .flatMap(until -> setting.availableFrom().filter(from -> !from.isBefore(until)))
            .isPresent();
    return new Model(
        launch.courseTitle(),
        resource.title(),
        SettingsForm.of(setting),
        saved,
        closedBetween,
        mailOffered);
  }

  private Model model(Tx tx, Launch launch, SettingsForm form) {
    return new Model(
        launch.courseTitle(), resources.of(tx, launch).title(), form, false, false, mailOffered);
  }
}
