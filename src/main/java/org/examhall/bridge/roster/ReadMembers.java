package org.examhall.bridge.roster;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.examhall.bridge.service.ServiceCalls;
import org.examhall.bridge.service.ServiceCalls.Session;
import org.examhall.bridge.service.ServiceFailed;
import org.examhall.core.context.DueRoster;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.net.OutboundAnswer;
import org.examhall.lti.service.Member;
import org.examhall.lti.service.MemberCalls;
import org.examhall.lti.service.PageTrail;
import org.examhall.lti.service.ServiceReason;
import org.examhall.lti.service.ServiceRequest;
import org.examhall.lti.service.ServiceScope;

/** Reads the members of a course, page by page, with as much as the platform tells. */
final class ReadMembers {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int MOST_PAGES = 500;
  private static final int MOST_MEMBERS = 20_000;

  private static final Set<Undelivered> REFUSALS =
      EnumSet.of(
          Undelivered.DECLINED,
          Undelivered.GONE,
          Undelivered.FORBIDDEN,
          Undelivered.OVERTAKEN,
          Undelivered.TOKEN_REFUSED);

  private final ServiceCalls calls;
  private final MemberCalls members;

  ReadMembers(ServiceCalls calls, MemberCalls members) {
    this.calls = calls;
    this.members = members;
  }

  /** What a list has. */
  enum Kind {
    /** All members, and which groups they are in. */
    GROUPED,
    /** Whoever changed since the last time. */
    CHANGES,
    /** All members. */
    ALL
  }

  /**
   * What a list said.
   *
   * @param differencesUrl where to ask next time for what changed since; may be empty
   */
  record Found(Kind kind, List<Member> members, String differencesUrl) {}

  /**
   * With groups, if there are any, since who changed groups is not among the changes; else what
   * changed; else all. Empty when what came back is no list.
   */
  Optional<Found> run(DueRoster due) throws ServiceFailed {
    Session session =
        calls.begin(
            due.client(),
            List.of(ServiceScope.MEMBERSHIP_READONLY.uri()),
            PATIENCE,
            ServiceScope.MEMBERSHIP_READONLY);
    Optional<Found> found = Optional.empty();
    if (!due.groupsUrl().isEmpty()) {
      String grouped = members.withGroups(due.membershipsUrl());
      found = unlessRefused(() -> inPages(session, Kind.GROUPED, grouped));
    }
    if (found.isEmpty() && !due.differencesUrl().isEmpty()) {
      found = unlessRefused(() -> pages(session, Kind.CHANGES, due.differencesUrl()));
    }
    return found.isPresent() ? found : inPages(session, Kind.ALL, due.membershipsUrl());
  }

  private interface Read {
    Optional<Found> run() throws ServiceFailed;
  }

  private static Optional<Found> unlessRefused(Read read) throws ServiceFailed {
    try {
      return read.run();
    } catch (ServiceFailed e) {
      if (!REFUSALS.contains(e.why())) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** In pages of our size; in its own where the platform minds being asked for a size. */
  private Optional<Found> inPages(Session session, Kind kind, String url) throws ServiceFailed {
    try {
      return pages(session, kind, members.inPages(url));
    } catch (ServiceFailed e) {
      if (e.why() != Undelivered.DECLINED) {
        throw e;
      }
      return pages(session, kind, url);
    }
  }

  private Optional<Found> pages(Session session, Kind kind, String url) throws ServiceFailed {
    ServiceRequest request = members.list(url);
    PageTrail trail = new PageTrail(request.uri(), MOST_PAGES);
    Map<String, Member> all = new LinkedHashMap<>();
    String differences = "";
    Optional<URI> next = Optional.of(request.uri());
    while (next.isPresent()) {
      URI here = next.get();
      OutboundAnswer answer = session.send(members.list(here.toString()));
      Optional<List<Member>> page = members.read(answer.body());
      if (page.isEmpty()) {
        return Optional.empty();
      }
      page.get().forEach(member -> all.put(member.userId(), member));
      requireShort(all);
      List<String> links = answer.headers("Link");
      differences =
          trail.related("differences", here, links).map(URI::toString).orElse(differences);
      next = trail.next(here, links);
    }
    return Optional.of(new Found(kind, List.copyOf(all.values()), differences));
  }

  private static void requireShort(Map<String, Member> all) {
    if (all.size() > MOST_MEMBERS) {
      throw new Refused(ServiceReason.PAGES_ENDLESS);
    }
  }
}
