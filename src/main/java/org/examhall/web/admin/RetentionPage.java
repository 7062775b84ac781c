package org.examhall.web.admin;

import java.util.List;
import java.util.Optional;
import org.examhall.core.retention.CourseForecast;
import org.examhall.core.retention.RetentionForecast;
import org.examhall.core.retention.RetentionKind;
import org.examhall.core.retention.RetentionReach;
import org.examhall.core.retention.RetentionReason;
import org.examhall.core.retention.RetentionRule;
import org.examhall.core.retention.RetentionRules;
import org.examhall.core.retention.RetentionRun;
import org.examhall.core.retention.RetentionRuns;
import org.examhall.core.retention.SaveRetention;
import org.examhall.core.user.Actor;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * {@code /admin/retention}: what is deleted by itself. Rules that are typed are shown with what
 * would go by them, and only from there they can be saved.
 */
public final class RetentionPage {
  private static final int MOST_COURSES = 50;
  private static final int MOST_RUNS = 10;

  private final Db pages;
  private final Db reports;
  private final RetentionRules rules = new RetentionRules();
  private final RetentionReach reach = new RetentionReach();
  private final RetentionRuns runs = new RetentionRuns();
  private final SaveRetention save;
  private final Refusals refusals;

  /**
   * What the template reads.
   *
   * @param problem with what was typed
   * @param saved whether it was just saved
   * @param forecast what would go by the rules of the form; empty when there is a problem
   * @param runs the last ones
   */
  public record Model(
      String username,
      RetentionForm form,
      Optional<String> problem,
      boolean saved,
      Optional<Forecast> forecast,
      List<RetentionRun> runs) {}

  /**
   * What would go.
   *
   * @param courses those that are shown, and {@code more} how many are not
   * @param share of all attempts that would go, in percent of the bar's width
   */
  public record Forecast(
      RetentionForecast all, List<CourseForecast> courses, int more, long share) {
    static Forecast of(RetentionForecast all) {
      List<CourseForecast> shown =
          all.courses().subList(0, Math.min(all.courses().size(), MOST_COURSES));
      return new Forecast(
          all,
          shown,
          all.courses().size() - shown.size(),
          all.attempts() == 0 ? 0 : Math.max(1, 100L * all.attempts() / all.allAttempts()));
    }

    /** Attempts on the whole site that would stay. */
    public long staying() {
      return all.allAttempts() - all.attempts();
    }
  }

  /** Saves in {@code pages}, and looks what would go in {@code reports}. */
  public RetentionPage(Db pages, Db reports, SaveRetention save, Refusals refusals) {
    this.pages = pages;
    this.reports = reports;
    this.save = save;
    this.refusals = refusals;
  }

  /** What would go by the rules that are typed, or by those that are saved. */
  public Response show(Request request) {
    Model model = reports.snapshot(tx -> model(tx, request));
    return Response.page("admin/retention", model).status(model.problem().isEmpty() ? 200 : 400);
  }

  /** Saves the rules, or says why not. */
  public Response save(Request request) {
    try {
      pages.run(tx -> save.run(tx, request.get(Actor.class), form(tx, request).wishes()));
    } catch (Refused refused) {
      return show(request).status(refusals.status(refused));
    }
    return Response.redirect("/admin/retention?saved=1");
  }

  private RetentionForm form(Tx tx, Request request) {
    return RetentionForm.of(request, rules.list(tx));
  }

  private Model model(Tx tx, Request request) {
    RetentionForm form = form(tx, request);
    Optional<Forecast> forecast =
        Optional.of(form)
            .filter(RetentionForm::usable)
            .map(
                typed ->
                    Forecast.of(
                        reach.forecast(
                            tx,
                            typed.months(RetentionKind.WORK),
                            typed.months(RetentionKind.PEOPLE))));
    return new Model(
        request.get(StaffAccount.class).username(),
        form,
        forecast.isPresent() ? Optional.empty() : Optional.of(outOfRange(request)),
        request.parameter("saved").isPresent(),
        forecast,
        runs.list(tx, MOST_RUNS));
  }

  private String outOfRange(Request request) {
    return refusals.text(
        request,
        new Refused(
            RetentionReason.MONTHS_UNUSABLE,
            RetentionRule.FEWEST_MONTHS,
            RetentionRule.MOST_MONTHS));
  }
}
