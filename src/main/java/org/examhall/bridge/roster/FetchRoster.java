package org.examhall.bridge.roster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.examhall.bridge.roster.ReadMembers.Found;
import org.examhall.bridge.roster.ReadMembers.Kind;
import org.examhall.bridge.service.ServiceCalls;
import org.examhall.bridge.service.ServiceFailed;
import org.examhall.core.context.CourseGroups;
import org.examhall.core.context.DueRoster;
import org.examhall.core.context.Role;
import org.examhall.core.context.RosterMember;
import org.examhall.core.context.RosterMembers;
import org.examhall.core.context.RosterProblem;
import org.examhall.core.context.Rosters;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.fault.TimeLimit;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.SqlFailure;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.service.GroupCalls;
import org.examhall.lti.service.Member;
import org.examhall.lti.service.MemberCalls;
import org.examhall.lti.service.ServiceReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the lists of members that instructors wait for.
 *
 * <p>Where the platform tells of groups, those first, and which members are in which. Only what
 * changed, where the platform offers that and still knows since when; else all, and whoever is
 * missing is marked as gone. Nobody's work is touched. Times: again after half a day. Errors: what
 * the platform does becomes the list's problem; the old list stays. Threads: any; a list is fetched
 * by one at a time. Source: NRPS 2.0 sections 2.4 and 2.6; CG-01.
 */
public final class FetchRoster {
  private static final Logger LOG = LoggerFactory.getLogger(FetchRoster.class);

  /** Longer than reading groups and members may take together. */
  private static final Duration LEASE = Duration.ofMinutes(15);

  /** For all requests for the members of a course, which give up by themselves before. */
  private static final Duration MOST = Duration.ofMinutes(6);

  private static final Duration FRESH = Duration.ofHours(12);
  private static final Duration RETRY = Duration.ofHours(1);
  private static final int LONGEST_ID = 1_000;
  private static final int LONGEST_NAME = 500;

  private final Db db;
  private final Rosters rosters;
  private final RosterMembers members;
  private final ReadMembers read;
  private final FetchGroups groups;
  private final TimeLimit limit = new TimeLimit(MOST);

  /** The tables that are filled. */
  public record Tables(Rosters rosters, RosterMembers members, CourseGroups groups) {}

  /** Works on these tables, through these calls. */
  public FetchRoster(
      Db db, Tables tables, ServiceCalls calls, MemberCalls requests, GroupCalls groupRequests) {
    this.db = db;
    this.rosters = tables.rosters();
    this.members = tables.members();
    this.read = new ReadMembers(calls, requests);
    this.groups =
        new FetchGroups(
            db, tables.rosters(), tables.groups(), new ReadGroups(calls, groupRequests));
  }

  /** Fetches what is due now, or stops early; {@code goOn} is asked before each list. */
  public void run(BooleanSupplier goOn) {
    while (goOn.getAsBoolean()) {
      Optional<DueRoster> due = db.tx(tx -> rosters.take(tx, LEASE));
      if (due.isEmpty()) {
        return;
      }
      fetch(due.get());
    }
  }

  private void fetch(DueRoster due) {
    try {
      if (!due.groupsUrl().isEmpty()) {
        groups.run(due);
      }
      Optional<Found> found = limit.run(() -> read.run(due));
      if (found.isEmpty()) {
        failed(due, RosterProblem.UNREADABLE, FRESH);
        return;
      }
      db.run(tx -> store(tx, due, found.get()));
    } catch (ServiceFailed e) {
      failed(due, problem(e.why()), e.delivery().waitAsked().orElse(Duration.ZERO));
    } catch (Refused e) {
      failed(due, problem(e), FRESH);
    } catch (SqlFailure e) {
      throw e;
    } catch (RuntimeException e) {
      // One list that hangs or fails here must not keep the others from being fetched.
      LOG.error("members of course {} could not be read", due.contextId(), e);
      failed(due, RosterProblem.UNREADABLE, FRESH);
    }
  }

  private void store(Tx tx, DueRoster due, Found found) {
    List<RosterMember> rows =
        found.members().stream()
            .filter(member -> member.userId().length() <= LONGEST_ID)
            .map(FetchRoster::row)
            .toList();
    members.save(tx, due.contextId(), rows, found.kind() == Kind.GROUPED);
    if (found.kind() != Kind.CHANGES) {
      members.deactivateOthers(tx, due.contextId());
    }
    if (found.kind() != Kind.GROUPED && !due.groupsUrl().isEmpty()) {
      rosters.saveGroupsProblem(tx, due.contextId(), Optional.of(RosterProblem.FORBIDDEN));
    }
    rosters.markFetched(tx, due.contextId(), found.differencesUrl(), FRESH);
    LOG.info("members of course {}: {} read", due.contextId(), rows.size());
  }

  private void failed(DueRoster due, RosterProblem problem, Duration asked) {
    Duration wait = asked.compareTo(RETRY) > 0 ? asked : RETRY;
    db.run(tx -> rosters.markFailed(tx, due.contextId(), problem, wait));
    LOG.warn("members of course {} could not be read: {}", due.contextId(), problem);
  }

  static RosterProblem problem(Refused refused) {
    return refused.reason() == ServiceReason.PAGES_ENDLESS
        ? RosterProblem.TOO_LONG
        : RosterProblem.UNREADABLE;
  }

  static RosterProblem problem(Undelivered why) {
    if (why == Undelivered.NOT_AN_ANSWER) {
      return RosterProblem.UNREADABLE;
    }
    boolean unreached = why.isPassing() && why != Undelivered.TOKEN_REFUSED;
    return unreached ? RosterProblem.UNREACHABLE : RosterProblem.FORBIDDEN;
  }

  private static RosterMember row(Member member) {
    return new RosterMember(
        member.userId(),
        cut(member.name()),
        cut(member.email()),
        Role.valueOf(member.role().name()),
        member.active(),
        member.groups());
  }

  /** At most so many characters, never half of one; none that PostgreSQL can't keep. */
  private static String cut(String text) {
    String plain = text.replace("\u0000", "");
    return plain.codePointCount(0, plain.length()) <= LONGEST_NAME
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME));
  }
}
