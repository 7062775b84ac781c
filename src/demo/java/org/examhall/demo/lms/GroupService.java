package org.examhall.demo.lms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.lti13.MediaType;
import org.examhall.demo.lms.lti13.Quirk;

/** The groups of the course, for the tool. Source: Course Groups 1.0. */
final class GroupService {
  private static final int USUAL_PART = 100;

  private final Platform platform;

  GroupService(DemoLms lms) {
    this.platform = lms.platform();
  }

  Answer groups(Call call) {
    Optional<String> person = Optional.ofNullable(call.query().get("user_id"));
    List<Group> all =
        Group.ALL.stream().filter(group -> person.map(group::has).orElse(true)).toList();
    return part(call, "groups", all, this::write);
  }

  Answer sets(Call call) {
    List<Group.Set> all =
        Group.ALL.stream().flatMap(group -> group.set().stream()).distinct().toList();
    return part(
        call,
        "sets",
        all,
        set -> id(Json.MAPPER.createObjectNode(), "id", set.id()).put("name", set.name()));
  }

  /** Writes an id as the platform does. */
  private ObjectNode id(ObjectNode json, String name, int id) {
    return id(platform, json, name, id);
  }

  static ObjectNode id(Platform platform, ObjectNode json, String name, int id) {
    return platform.has(Quirk.GROUPS_NUMBERED)
        ? json.put(name, id)
        : json.put(name, Integer.toString(id));
  }

  private ObjectNode write(Group group) {
    ObjectNode json = id(Json.MAPPER.createObjectNode(), "id", group.id());
    json.put("name", group.name());
    group.set().ifPresent(set -> id(json, "set_id", set.id()));
    return json;
  }

  private <T> Answer part(Call call, String name, List<T> all, Function<T, ObjectNode> write) {
    Accepted.course(call);
    Accepted.answer(platform, call, MediaType.GROUPS);
    Paging paging =
        new Paging(platform, call, platform.has(Quirk.ROSTER_PAGES_OF_TWO) ? 2 : USUAL_PART);
    List<ObjectNode> part = paging.part(all).stream().map(write).toList();
    Answer answer = Answer.json(200, MediaType.GROUPS, Map.of(name, part));
    return paging.next(all.size()).map(next -> answer.with("Link", next)).orElse(answer);
  }
}
