package org.examhall.lti.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.examhall.kernel.json.Json;

/**
 * Builds requests for the groups of a course and their sets, and reads them.
 *
 * <p>Errors: {@link ServiceReason#URL_UNUSABLE}. Threads: any. Source: Course Groups 1.0.
 */
public final class GroupCalls {
  private static final String GROUPS = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json";

  private final Json json;

  /** Reads with this. */
  public GroupCalls(Json json) {
    this.json = json;
  }

  /** Which list. */
  public enum Kind {
    /** The groups of the course. */
    GROUPS("groups"),
    /** The sets that groups are of. */
    SETS("sets");

    private final String member;

    Kind(String member) {
      this.member = member;
    }
  }

  /** Asks for a page of groups or of sets, as the address says. */
  public ServiceRequest list(String url) {
    return ServiceRequest.get(ServiceUrls.of(url), GROUPS);
  }

  /** What a page has; empty when it is no list. Entries without a usable id are left out. */
  public Optional<List<Group>> read(Kind kind, byte[] body) {
    return json.tree(new String(body, StandardCharsets.UTF_8))
        .map(tree -> tree.path(kind.member))
        .filter(JsonNode::isArray)
        .map(
            array ->
                StreamSupport.stream(array.spliterator(), false)
                    .map(Group::read)
                    .flatMap(Optional::stream)
                    .toList());
  }
}
