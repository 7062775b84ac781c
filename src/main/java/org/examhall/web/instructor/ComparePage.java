package org.examhall.web.instructor;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.examhall.bridge.comparison.CompareGrades;
import org.examhall.bridge.comparison.Comparison;
import org.examhall.bridge.comparison.Comparison.Line;
import org.examhall.bridge.comparison.Comparison.Verdict;
import org.examhall.bridge.service.ReleaseGrades;
import org.examhall.bridge.service.ReleaseGrades.Outcome;
import org.examhall.core.context.CourseGroup;
import org.examhall.core.context.CourseGroups;
import org.examhall.core.context.Launch;
import org.examhall.core.report.Score;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.Resources;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.GradeBadge;
import org.examhall.web.parts.Words;

/** Where the LMS's gradebook has other grades than we have, and what to do about it. */
public final class ComparePage {
  private static final Set<String> DONE =
      Set.of("shown", "hidden", "no_column", "not_offered", "failed");

  private final Db db;
  private final Tables tables;
  private final CompareGrades compare;
  private final ReleaseGrades release;

  /** The exam, and the groups of its course. */
  public record Tables(Resources resources, CourseGroups groups) {}

  /** Reads these tables and uses these verbs. */
  public ComparePage(Db db, Tables tables, CompareGrades compare, ReleaseGrades release) {
    this.db = db;
    this.tables = tables;
    this.compare = compare;
    this.release = release;
  }

  /**
   * What the template reads.
   *
   * @param group the one that was chosen; empty for the whole class
   * @param one whether the page is about a single student
   * @param same how many are the same on both sides
   * @param nowhere how many have no place in the gradebook
   * @param held how many go where the connection is switched off
   * @param unread how many could not be read
   * @param apart grades that are not the same
   * @param alone whom the LMS is asked for one by one
   * @param troubles why some could not be read
   * @param released whether students see the grades in the gradebook; empty where that is no switch
   * @param done what came of that
   */
  public record Model(
      String course,
      String title,
      Optional<CourseGroup> group,
      boolean one,
      long same,
      long nowhere,
      long held,
      long unread,
      List<Row> apart,
      List<Row> alone,
      List<Words> troubles,
      Optional<Boolean> released,
      Optional<Words> done) {
    /** Nobody has a grade. */
    public boolean isEmpty() {
      return same + nowhere + held + unread == 0 && apart.isEmpty() && alone.isEmpty();
    }
  }

  /**
   * A student whose grades are to be looked at.
   *
   * @param ours in percent
   * @param theirs in percent; empty when the gradebook has none
   * @param advice what to do about it
   */
  public record Row(
      long personId,
      String student,
      BigDecimal ours,
      Optional<BigDecimal> theirs,
      Words advice,
      boolean resendOffered) {
    static Row of(Line line) {
      GradeBadge badge = GradeBadge.of(Optional.of(line.ours().grade()));
      return new Row(
          line.ours().grade().personId(),
          line.ours().name(),
          Score.percent(line.ours().grade().scaledScore()),
          line.theirs().map(Score::percent),
          badge.sentAt().isEmpty() ? badge.sentence() : advice(line.verdict()),
          badge.resendOffered());
    }

    private static Words advice(Verdict verdict) {
      return Words.of(verdict == Verdict.MISSING ? "compare.missing" : "compare.different");
    }
  }

  /** The page about everybody's grades, or those of the group that is asked for. */
  public Response show(Request request) {
    Asked asked = asked(request);
    String group = asked.group.map(CourseGroup::id).orElse("");
    return page(request, asked, false, compare.run(asked.resource.id(), group));
  }

  /** The page about one student's. */
  public Response showOne(Request request) {
    Asked asked = asked(request);
    long person = request.pathId("person");
    return page(request, asked, true, compare.run(asked.resource.id(), person));
  }

  /** Shows students their grades in the gradebook, or holds them back. */
  public Response release(Request request) {
    Launch launch = request.get(Launch.class);
    long resource = db.tx(tx -> tables.resources.of(tx, launch).id());
    boolean shown = request.parameter("shown").filter("true"::equals).isPresent();
    Outcome outcome = release.run(resource, shown);
    String word = outcome == Outcome.DONE ? shown ? "shown" : "hidden" : word(outcome);
    return Response.redirect(
        "/l/"
            + launch.id()
            + "/grades?done="
            + word
            + AskedGroup.query('&', AskedGroup.of(request)));
  }

  private static Optional<Words> done(Request request) {
    return request
        .parameter("done")
        .filter(DONE::contains)
        .map(word -> Words.of("compare.done_" + word));
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private record Asked(Resource resource, Optional<CourseGroup> group) {}

  private Asked asked(Request request) {
    Launch launch = request.get(Launch.class);
    String group = AskedGroup.of(request);
    return db.tx(
        tx ->
            new Asked(
                tables.resources.of(tx, launch),
                tables.groups.find(tx, launch.contextId(), group)));
  }

  private Response page(Request request, Asked asked, boolean one, Comparison found) {
    boolean answers = found.inColumns() && found.troubles().isEmpty();
    Optional<Boolean> released =
        answers && !one ? release.released(asked.resource.id()) : Optional.empty();
    return Response.page("instructor/compare", model(request, asked, one, found, released));
  }

  private static Model model(
      Request request, Asked asked, boolean one, Comparison found, Optional<Boolean> released) {
    return new Model(
        request.get(Launch.class).courseTitle(),
        asked.resource.title(),
        asked.group,
        one,
        found.count(Verdict.SAME),
        found.count(Verdict.NOWHERE),
        found.count(Verdict.HELD),
        found.count(Verdict.UNREAD),
        rows(found, List.of(Verdict.DIFFERENT, Verdict.MISSING)),
        rows(found, List.of(Verdict.ONE_BY_ONE)),
        found.troubles().stream().map(ComparePage::words).toList(),
        released,
        done(request));
  }

  private static List<Row> rows(Comparison found, List<Verdict> verdicts) {
    return found.lines().stream()
        .filter(line -> verdicts.contains(line.verdict()))
        .map(Row::of)
        .toList();
  }

  private static Words words(Comparison.Trouble trouble) {
    String key =
        switch (trouble.why()) {
          case TIMEOUT, UNREACHABLE, UNTRUSTED, LMS_TROUBLE, TOO_MANY, PROCESSING -> "later";
          case FORBIDDEN, TOKEN_REFUSED, UNAUTHORISED -> "forbidden";
          case NO_COLUMN, GONE -> "no_column";
          case DECLINED -> "refused";
          case UNSUPPORTED -> "unsupported";
          default -> "unreadable";
        };
    return Words.of("compare.trouble_" + key, trouble.words());
  }
}
