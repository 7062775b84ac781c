package org.examhall.lti.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.json.Json;

/**
 * Builds requests for the members of a course and reads them.
 *
 * <p>Everybody in the course is asked for, whatever their role. Errors: {@link
 * ServiceReason#URL_UNUSABLE}. Threads: any. Source: NRPS 2.0 section 2.
 */
public final class MemberCalls {
  private static final String MEMBERS = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";

  /** Of members a page: Moodle otherwise sends all at once, and Canvas ten. */
  private static final String PAGE = "500";

  private final Json json;

  /** Reads with this. */
  public MemberCalls(Json json) {
    this.json = json;
  }

  /** Asks for all members, or for a page, or for what changed, as the address says. */
  public ServiceRequest list(String url) {
    return ServiceRequest.get(ServiceUrls.of(url), MEMBERS);
  }

  /** The same list, in pages that are neither too long to be read nor too many. */
  public String inPages(String url) {
    return ServiceUrls.with(ServiceUrls.of(url), "limit", PAGE).toString();
  }

  /** The same list, in which members also say which groups they are in. */
  public String withGroups(String url) {
    return ServiceUrls.with(ServiceUrls.of(url), "groups", "true").toString();
  }

  /** The members of a page; empty when it is no list. Entries that name nobody are left out. */
  public Optional<List<Member>> read(byte[] body) {
    return json.tree(new String(body, StandardCharsets.UTF_8))
        .map(tree -> tree.path("members"))
        .filter(JsonNode::isArray)
        .map(
            array -> {
              List<Member> members = new ArrayList<>();
              array.forEach(entry -> Member.read(entry).ifPresent(members::add));
              return List.copyOf(members);
            });
  }
}
