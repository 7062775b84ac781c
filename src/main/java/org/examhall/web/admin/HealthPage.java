package org.examhall.web.admin;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.examhall.bridge.checkup.CheckUp;
import org.examhall.bridge.checkup.Finding;
import org.examhall.core.user.StaffAccount;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.Badge;

/** {@code /admin/health}: what {@code examhall doctor} says, the worst first. */
public final class HealthPage {
  private final CheckUp checkUp;

  /**
   * What the template reads.
   *
   * @param wrong how many lines must be mended, and {@code warnings} how many somebody should read
   */
  public record Model(String username, Instant at, long wrong, long warnings, List<Line> lines) {}

  /** A line of the check-up. */
  public record Line(Badge badge, String subject, String text) {
    static Line of(Finding finding) {
      return new Line(badge(finding.mark()), finding.subject(), finding.text());
    }

    static Badge badge(Finding.Mark mark) {
      return switch (mark) {
        case OK -> new Badge("good", "health.ok");
        case WARN -> new Badge("warn", "health.warn");
        case WRONG -> new Badge("bad", "health.wrong");
      };
    }
  }

  /** A page on this. */
  public HealthPage(CheckUp checkUp) {
    this.checkUp = checkUp;
  }

  /** Looks now. */
  public Response show(Request request) {
    List<Finding> findings =
        checkUp.run().stream().sorted(Comparator.comparing(Finding::mark).reversed()).toList();
    return Response.page(
        "admin/health",
        new Model(
            request.get(StaffAccount.class).username(),
            Instant.now(),
            count(findings, Finding.Mark.WRONG),
            count(findings, Finding.Mark.WARN),
            findings.stream().map(Line::of).toList()));
  }

  private static long count(List<Finding> findings, Finding.Mark mark) {
    return findings.stream().filter(finding -> finding.mark() == mark).count();
  }
}
