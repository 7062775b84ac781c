package org.examhall.bridge.roster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.examhall.bridge.service.ServiceFailed;
import org.examhall.core.context.CourseGroup;
import org.examhall.core.context.CourseGroups;
import org.examhall.core.context.DueRoster;
import org.examhall.core.context.RosterProblem;
import org.examhall.core.context.Rosters;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.fault.TimeLimit;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the groups of a course whose list of members is fetched. What the platform does becomes
 * the groups' problem; the groups that were known stay, and the members are fetched all the same.
 */
final class FetchGroups {
  private static final Logger LOG = LoggerFactory.getLogger(FetchGroups.class);

  /** For reading the groups of a course, which gives up by itself before. */
  private static final Duration MOST = Duration.ofMinutes(4);

  private final Db db;
  private final Rosters rosters;
  private final CourseGroups groups;
  private final ReadGroups read;
  private final TimeLimit limit = new TimeLimit(MOST);

  FetchGroups(Db db, Rosters rosters, CourseGroups groups, ReadGroups read) {
    this.db = db;
    this.rosters = rosters;
    this.groups = groups;
    this.read = read;
  }

  void run(DueRoster due) {
    try {
      Optional<List<CourseGroup>> found = limit.run(() -> read.run(due));
      if (found.isEmpty()) {
        failed(due, RosterProblem.UNREADABLE);
        return;
      }
      db.run(
          tx -> {
            groups.save(tx, due.contextId(), found.get());
            rosters.saveGroupsProblem(tx, due.contextId(), Optional.empty());
          });
      LOG.info("groups of course {}: {} read", due.contextId(), found.get().size());
    } catch (ServiceFailed e) {
      failed(due, FetchRoster.problem(e.why()));
    } catch (Refused e) {
      failed(due, FetchRoster.problem(e));
    } catch (SqlFailure e) {
      throw e;
    } catch (RuntimeException e) {
      // Groups that hang or fail here must not keep the members from being fetched.
      LOG.error("groups of course {} could not be read", due.contextId(), e);
      failed(due, RosterProblem.UNREADABLE);
    }
  }

  private void failed(DueRoster due, RosterProblem problem) {
    db.run(tx -> rosters.saveGroupsProblem(tx, due.contextId(), Optional.of(problem)));
    LOG.warn("groups of course {} could not be read: {}", due.contextId(), problem);
  }
}
