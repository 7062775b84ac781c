package org.examhall.demo.lms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.lti13.Claim;
import org.examhall.demo.lms.lti13.MediaType;
import org.examhall.demo.lms.lti13.Message;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Refused;

/**
 * Who is in the course, for the tool. Source: NRPS 2.0.
 *
 * <p>Differences are those to the people there were when their link was given.
 */
final class RosterService {
  private static final int USUAL_PART = 100;
  private static final String SINCE = "since";

  private final Platform platform;
  private final Course course;
  private final Map<String, List<Person>> snapshots = new ConcurrentHashMap<>();

  RosterService(DemoLms lms) {
    this.platform = lms.platform();
    this.course = lms.course();
  }

  /** Somebody as the roster tells of them. */
  private record Member(Person person, String status) {}

  Answer list(Call call) {
    Accepted.course(call);
    Accepted.answer(platform, call, MediaType.MEMBERS);
    Map<String, String> query = call.query();
    List<Member> all =
        members(query).stream().filter(member -> hasRole(member, query.get("role"))).toList();
    String link = query.getOrDefault("rlid", "");
    Refused.unless(
        link.isEmpty() || course.findActivity(link).isPresent(), 404, "", "no such activity");
    int usual = platform.has(Quirk.ROSTER_PAGES_OF_TWO) ? 2 : USUAL_PART;
    Paging paging = new Paging(platform, call, usual);
    boolean groups = query.getOrDefault("groups", "").equals("true");
    List<ObjectNode> part =
        paging.part(all).stream().map(member -> write(member, link, groups)).toList();
    Map<String, Object> context =
        Map.of("id", Course.ID, "label", Course.LABEL, "title", Course.TITLE);
    Map<String, Object> body = Map.of("id", url(), "context", context, "members", part);
    Answer answer = Answer.json(200, MediaType.MEMBERS, body);
    return links(paging, all.size()).map(links -> answer.with("Link", links)).orElse(answer);
  }

  private List<Member> members(Map<String, String> query) {
    String since = query.get(SINCE);
    if (since == null) {
      return course.people().stream().map(person -> new Member(person, "Active")).toList();
    }
    List<Person> then = snapshots.get(since);
    if (then == null) {
      throw new Refused(404, "", "these differences are not known any more");
    }
    return differences(then, course.people());
  }

  private static List<Member> differences(List<Person> then, List<Person> now) {
    List<Member> differences = new ArrayList<>();
    for (Person person : now) {
      if (!then.contains(person)) {
        differences.add(new Member(person, "Active"));
      }
    }
    for (Person person : then) {
      if (now.stream().noneMatch(there -> there.id().equals(person.id()))) {
        differences.add(new Member(person, "Deleted"));
      }
    }
    return differences;
  }

  private Optional<String> links(Paging paging, int size) {
    Optional<String> next = paging.next(size);
    if (next.isPresent() || platform.has(Quirk.ROSTER_WITHOUT_DIFFERENCES)) {
      return next;
    }
    String name = UUID.randomUUID().toString();
    snapshots.put(name, List.copyOf(course.people()));
    return Optional.of(paging.link(url() + "?" + SINCE + "=" + name, "differences"));
  }

  private ObjectNode write(Member member, String link, boolean groups) {
    Person person = member.person();
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("user_id", person.id()).put("status", member.status());
    boolean small = platform.has(Quirk.ROSTER_ROLES_SHORT);
    json.putArray("roles").add(small ? person.role().lti() : Roles.inCourse(person));
    if (!platform.has(Quirk.NO_NAMES)) {
      json.put("name", text(person.name()));
      json.put("given_name", text(person.given())).put("family_name", text(person.family()));
    }
    if (!platform.has(Quirk.NO_EMAIL)) {
      json.put("email", person.id() + "@example.com");
    }
    if (groups && !platform.has(Quirk.GROUPS_UNTOLD)) {
      ArrayNode enrolments = json.putArray("group_enrollments");
      Group.ALL.stream()
          .filter(group -> group.has(person.id()))
          .forEach(
              group -> GroupService.id(platform, enrolments.addObject(), "group_id", group.id()));
    }
    if (!link.isEmpty()) {
      ObjectNode message = json.putArray("message").addObject();
      message.put(Claim.MESSAGE_TYPE, Message.RESOURCE_LINK);
      message.putObject(Claim.CUSTOM).put("user_id", person.id());
    }
    return json;
  }

  private String text(String name) {
    return platform.has(Quirk.ROSTER_NAMES_ESCAPED)
        ? name.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#039;")
        : name;
  }

  private static boolean hasRole(Member member, @org.jspecify.annotations.Nullable String wanted) {
    return wanted == null
        || wanted.equals(member.person().role().lti())
        || wanted.equals(Roles.inCourse(member.person()));
  }

  private String url() {
    return platform.at("/lti13/courses/" + Course.ID + "/members").toString();
  }
}
