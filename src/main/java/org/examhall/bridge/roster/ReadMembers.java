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
import org.examhall.core.consumer.Lti13Client;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.net.OutboundAnswer;
import org.examhall.lti.service.Member;
import org.examhall.lti.service.MemberCalls;
import org.examhall.lti.service.PageTrail;
import org.examhall.lti.service.ServiceReason;
import org.examhall.lti.service.ServiceRequest;
import org.examhall.lti.service.ServiceScope;

/** Reads a list of members, page by page. */
final class ReadMembers {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int MOST_PAGES = 500;
  private static final int MOST_MEMBERS = 20_000;

  private final ServiceCalls calls;
  private final MemberCalls members;

  ReadMembers(ServiceCalls calls, MemberCalls members) {
    this.calls = calls;
    this.members = members;
  }

  /**
   * What a list said.
   *
   * @param differencesUrl where to ask next time for what changed since; may be empty
   */
  record Found(List<Member> members, String differencesUrl) {}

  /** All that the list at this address has; empty when what came back is no list. */
  Optional<Found> run(Lti13Client client, String url) throws ServiceFailed {
    Session session =
        calls.begin(
            client,
            List.of(ServiceScope.MEMBERSHIP_READONLY.uri()),
            PATIENCE,
            ServiceScope.MEMBERSHIP_READONLY);
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
    return Optional.of(new Found(List.copyOf(all.values()), differences));
  }

  private static void requireShort(Map<String, Member> all) {
    if (all.size() > MOST_MEMBERS) {
      throw new Refused(ServiceReason.PAGES_ENDLESS);
    }
  }
}
