package org.examhall.lti.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.json.Json;

/**
 * Builds requests for the groups of a course and reads them.
 *
 * <p>Shape: ids come as texts or numbers. Errors: {@link ServiceReason#URL_UNUSABLE}. Threads: any.
 * Source: Course Groups 1.0 sections 2 and 3.
 */
public final class GroupCalls {
  private static final String GROUPS = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json";

  private final Json json;

  /** Reads with this. */
  public GroupCalls(Json json) {
    this.json = json;
  }

  /** Asks for all groups, all sets, or a further page, as the address says. */
  public ServiceRequest list(String url) {
    return ServiceRequest.get(ServiceUrls.of(url), GROUPS);
  }

  /** Asks for the groups of one member. */
  public ServiceRequest listOf(String groupsUrl, String userId) {
    URI url = ServiceUrls.with(ServiceUrls.of(groupsUrl), "user_id", userId);
    return ServiceRequest.get(url, GROUPS);
  }

  /** The groups of a page; empty when it has no list of them. */
  public Optional<List<Group>> readGroups(byte[] body) {
    return read(body, "groups");
  }

  /** The sets of a page; empty when it has no list of them. */
  public Optional<List<Group>> readSets(byte[] body) {
    return read(body, "sets");
  }

  private Optional<List<Group>> read(byte[] body, String list) {
    return json.tree(new String(body, StandardCharsets.UTF_8))
        .map(tree -> tree.path(list))
        .filter(JsonNode::isArray)
        .map(GroupCalls::groups);
  }

  private static List<Group> groups(JsonNode array) {
    List<Group> groups = new ArrayList<>();
    for (JsonNode entry : array) {
      String id = entry.path("id").asText("");
      if (!id.isEmpty()) {
        groups.add(
            new Group(
                id,
                entry.path("name").asText(""),
                entry.path("tag").asText(""),
                entry.path("set_id").asText("")));
      }
    }
    return List.copyOf(groups);
  }
}
