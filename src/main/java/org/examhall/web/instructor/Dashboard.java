package org.examhall.web.instructor;

import java.util.List;
import java.util.Optional;
import org.examhall.core.access.AccessRules;
import org.examhall.core.access.EffectiveTimes;
import org.examhall.core.context.CourseGroup;
import org.examhall.core.context.Launch;
import org.examhall.core.context.ResourceLinks;
import org.examhall.core.report.GradeSummary;
import org.examhall.core.report.Progress;
import org.examhall.core.report.Summaries;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.core.resource.Resources;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.Words;

/** How a class is doing with an exam: counts on top, then every attempt. */
public final class Dashboard {
  private final Db db;
  private final ResourceLinks links;
  private final Resources resources;
  private final ResourceSettings settings;
  private final Summaries summaries;
  private final ClassRows rows;
  private final MemberList members;

  /** Reads these tables. */
  public Dashboard(
      Db db,
      ResourceLinks links,
      Resources resources,
      ResourceSettings settings,
      Summaries summaries,
      ClassRows rows,
      MemberList members) {
    this.db = db;
    this.links = links;
    this.resources = resources;
    this.settings = settings;
    this.summaries = summaries;
    this.rows = rows;
    this.members = members;
  }

  /**
   * What the template reads.
   *
   * @param links that open the exam, as the LMS calls them
   * @param closed why students can't work now; empty when the exam is open
   * @param charts the class in figures
   * @param search what was searched for; may be empty
   * @param previous address of the page before
   * @param next address of the page after
   * @param members who has not started
   */
  public record Model(
      String course,
      String title,
      List<String> links,
      EffectiveTimes times,
      Optional<Words> closed,
      Charts charts,
      List<AttemptsTable.Heading> headings,
      String search,
      List<ClassRows.Row> rows,
      Optional<String> previous,
      Optional<String> next,
      MemberList.Model members) {}

  /** The page. */
  public Response show(Request request) {
    Launch launch = request.get(Launch.class);
    AttemptsTable table = AttemptsTable.of(request, "/l/" + launch.id() + "/");
    return Response.page("instructor/dashboard", db.tx(tx -> read(tx, launch, table)));
  }

  private Model read(Tx tx, Launch launch, AttemptsTable asked) {
    List<CourseGroup> groups = members.groups(tx, launch);
    AttemptsTable table = asked.among(groups);
    String group = table.query().group();
    Resource resource = resources.of(tx, launch);
    AccessRules rules = AccessRules.of(settings.of(tx, resource.id()));
    Progress progress = summaries.progress(tx, resource.id(), group);
    GradeSummary grades = summaries.grades(tx, resource.id(), group);
    ClassRows.Rows found = rows.read(tx, resource.id(), rules, table.query());
    return new Model(
        launch.courseTitle(),
        resource.title(),
        links.titles(tx, resource.id()),
        rules.times(),
        rules.times().openAt(tx.now()).refusal().map(reason -> Words.of(reason.messageKey())),
        new Charts(progress, grades),
        table.headings(),
        table.query().search(),
        found.rows(),
        table.previous(found.page()),
        table.next(found.page()),
        members.read(tx, launch, resource.id(), groups, group));
  }
}
