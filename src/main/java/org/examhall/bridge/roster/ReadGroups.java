package org.examhall.bridge.roster;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.bridge.service.ServiceCalls;
import org.examhall.bridge.service.ServiceCalls.Session;
import org.examhall.bridge.service.ServiceFailed;
import org.examhall.core.context.CourseGroup;
import org.examhall.core.context.DueRoster;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.net.OutboundAnswer;
import org.examhall.lti.service.Group;
import org.examhall.lti.service.GroupCalls;
import org.examhall.lti.service.GroupCalls.Kind;
import org.examhall.lti.service.PageTrail;
import org.examhall.lti.service.ServiceReason;
import org.examhall.lti.service.ServiceScope;

/** Reads the groups of a course and the names of their sets, page by page. */
final class ReadGroups {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int MOST_PAGES = 100;
  private static final int MOST_GROUPS = 2_000;

  private final ServiceCalls calls;
  private final GroupCalls groups;

  ReadGroups(ServiceCalls calls, GroupCalls groups) {
    this.calls = calls;
    this.groups = groups;
  }

  /** The course's groups; empty when what came back is no list. */
  Optional<List<CourseGroup>> run(DueRoster due) throws ServiceFailed {
    Session session =
        calls.begin(
            due.client(),
            List.of(ServiceScope.GROUP_READONLY.uri()),
            PATIENCE,
            ServiceScope.GROUP_READONLY);
    Optional<Map<String, Group>> found = pages(session, Kind.GROUPS, due.groupsUrl());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Group> sets = sets(session, due.groupSetsUrl());
    return Optional.of(
        found.get().values().stream().map(group -> courseGroup(group, sets)).toList());
  }

  private Map<String, Group> sets(Session session, String url) throws ServiceFailed {
    return url.isEmpty() ? Map.of() : pages(session, Kind.SETS, url).orElse(Map.of());
  }

  private Optional<Map<String, Group>> pages(Session session, Kind kind, String url)
      throws ServiceFailed {
    URI first = groups.list(url).uri();
    PageTrail trail = new PageTrail(first, MOST_PAGES);
    Map<String, Group> all = new LinkedHashMap<>();
    Optional<URI> next = Optional.of(first);
    while (next.isPresent()) {
      URI here = next.get();
      OutboundAnswer answer = session.send(groups.list(here.toString()));
      Optional<List<Group>> page = groups.read(kind, answer.body());
      if (page.isEmpty()) {
        return Optional.empty();
      }
      page.get().forEach(group -> all.put(group.id(), group));
      if (all.size() > MOST_GROUPS) {
        throw new Refused(ServiceReason.PAGES_ENDLESS);
      }
      next = trail.next(here, answer.headers("Link"));
    }
    return Optional.of(all);
  }

  private static CourseGroup courseGroup(Group group, Map<String, Group> sets) {
    String set =
        group.setId().flatMap(id -> Optional.ofNullable(sets.get(id))).map(Group::name).orElse("");
    return new CourseGroup(group.id(), group.name(), set);
  }
}
