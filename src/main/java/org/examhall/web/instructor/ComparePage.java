package org.examhall.web.instructor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.examhall.bridge.comparison.CompareGrades;
import org.examhall.bridge.comparison.Comparison;
import org.examhall.bridge.comparison.Comparison.Line;
import org.examhall.bridge.comparison.Comparison.Verdict;
import org.examhall.bridge.service.ReleaseGrades;
import org.examhall.bridge.service.ReleaseGrades.Outcome;
import org.examhall.core.context.Launch;
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
  private final Resources resources;
  private final CompareGrades compare;
  private final ReleaseGrades release;

  /** Reads these tables and uses these verbs. */
  public ComparePage(Db db, Resources resources, CompareGrades compare, ReleaseGrades release) {
    this.db = db;
    this.resources = resources;
    this.compare = compare;
    this.release = release;
  }

  /**
   * What the template reads.
   *
   * @param same how many are the same on both sides
   * @param nowhere how many have no place in the gradebook
   * @param unread how many could not be read
   * @param apart grades that are not the same
   * @param alone whom the LMS is asked for one by one
   * @param troubles why some could not be read
   * @param inColumns whether there are columns, for which grades can be held back or shown
   * @param done what came of that
   */
  public record Model(
      String course,
      String title,
      long same,
      long nowhere,
      long unread,
      List<Row> apart,
      List<Row> alone,
      List<Words> troubles,
      boolean inColumns,
      Optional<Words> done) {
    /** Nobody has a grade. */
    public boolean isEmpty() {
      return same + nowhere + unread == 0 && apart.isEmpty() && alone.isEmpty();
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
      String ours,
      Optional<String> theirs,
      Words advice,
      boolean resendOffered) {
    static Row of(Line line) {
      GradeBadge badge = GradeBadge.of(Optional.of(line.ours().grade()));
      return new Row(
          line.ours().grade().personId(),
          line.ours().name(),
          percent(line.ours().grade().scaledScore()),
          line.theirs().map(Row::percent),
          badge.sentAt().isEmpty() ? badge.sentence() : advice(line.verdict()),
          badge.resendOffered());
    }

    private static Words advice(Verdict verdict) {
      return Words.of(verdict == Verdict.MISSING ? "compare.missing" : "compare.different");
    }

    private static String percent(BigDecimal scaled) {
      return scaled.movePointRight(2).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
  }

  /** The page about everybody's grades. */
  public Response show(Request request) {
    return show(request, compare::run);
  }

  /** The page about one student's. */
  public Response showOne(Request request) {
    long person = request.pathId("person");
    return show(request, resource -> compare.run(resource, person));
  }

  /** Shows students their grades in the gradebook, or holds them back. */
  public Response release(Request request) {
    Launch launch = request.get(Launch.class);
    long resource = db.tx(tx -> resources.of(tx, launch).id());
    boolean shown = request.parameter("shown").filter("true"::equals).isPresent();
    Outcome outcome = release.run(resource, shown);
    String word = outcome == Outcome.DONE ? shown ? "shown" : "hidden" : word(outcome);
    return Response.redirect("/l/" + launch.id() + "/grades?done=" + word);
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

  private Response show(Request request, LongFunction<Comparison> found) {
    Launch launch = request.get(Launch.class);
    Resource resource = db.tx(tx -> resources.of(tx, launch));
    String course = db.tx(tx -> launch.courseTitle());
    return Response.page(
        "instructor/compare",
        model(course, resource.title(), found.apply(resource.id()), done(request)));
  }

  private static Model model(String course, String title, Comparison found, Optional<Words> done) {
    return new Model(
        course,
        title,
        found.count(Verdict.SAME),
        found.count(Verdict.NOWHERE),
        found.count(Verdict.UNREAD),
        rows(found, List.of(Verdict.DIFFERENT, Verdict.MISSING)),
        rows(found, List.of(Verdict.ONE_BY_ONE)),
        found.troubles().stream().map(ComparePage::words).toList(),
        found.inColumns(),
        done);
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
