package org.examhall.web.instructor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.core.context.CourseGroup;
import org.examhall.core.context.CourseGroups;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Roster;
import org.examhall.core.context.RosterProblem;
import org.examhall.core.context.Rosters;
import org.examhall.core.report.Absences;
import org.examhall.core.report.NotStarted;
import org.examhall.core.resource.ResourceReason;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.Words;

/** Who of the course has not started, on the dashboard; fetched when an instructor asks for it. */
public final class MemberList {
  private final Db db;
  private final Rosters rosters;
  private final CourseGroups groups;
  private final Absences absences;

  /** Reads these tables. */
  public MemberList(Db db, Rosters rosters, CourseGroups groups, Absences absences) {
    this.db = db;
    this.rosters = rosters;
    this.groups = groups;
    this.absences = absences;
  }

  /**
   * What the template reads.
   *
   * @param offered whether the course's LMS gives a list at all
   * @param awaited whether the list is on its way or kept fresh
   * @param fetchedAt how old our copy is; empty when there is none
   * @param problem why the last try failed
   * @param who by our copy; empty when there is none
   * @param groups of the course; the page can be about one of them
   * @param group the id of that one; empty for the whole class
   * @param groupsProblem why they could not be fetched the last time
   */
  public record Model(
      boolean offered,
      boolean awaited,
      Optional<Instant> fetchedAt,
      Optional<Words> problem,
      Optional<NotStarted> who,
      List<CourseGroup> groups,
      String group,
      Optional<Words> groupsProblem) {}

  List<CourseGroup> groups(Tx tx, Launch launch) {
    return groups.list(tx, launch.contextId());
  }

  Model read(Tx tx, Launch launch, long resourceId, List<CourseGroup> known, String group) {
    Optional<Roster> roster = rosters.find(tx, launch.contextId());
    Optional<Instant> fetchedAt = roster.flatMap(Roster::fetchedAt);
    return new Model(
        roster.isPresent(),
        roster.flatMap(Roster::nextTryAt).isPresent(),
        fetchedAt,
        roster.flatMap(Roster::problem).map(RosterProblem::messageKey).map(Words::of),
        fetchedAt.map(age -> absences.of(tx, resourceId, launch.contextId(), group)),
        known,
        group,
        roster.flatMap(Roster::groupsProblem).map(RosterProblem::groupsKey).map(Words::of));
  }

  /** Has the list fetched soon. */
  public Response want(Request request) {
    Launch launch = request.get(Launch.class);
    if (!db.tx(tx -> rosters.want(tx, launch.contextId()))) {
      throw new Refused(ResourceReason.NO_SUCH_RESOURCE);
    }
    return Response.redirect(AskedGroup.classPage(launch.id(), request));
  }
}
