package org.examhall.demo.lms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.lti13.MediaType;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Refused;

/** The columns of the gradebook, for the tool. Source: AGS 2.0 section 3.2. */
final class LineItemService {
  private static final int USUAL_PART = 100;

  private final Platform platform;
  private final Course course;
  private final Columns columns;

  LineItemService(DemoLms lms) {
    this.platform = lms.platform();
    this.course = lms.course();
    this.columns = platform.columns();
  }

  Answer list(Call call) {
    Accepted.course(call);
    Accepted.answer(platform, call, MediaType.LINE_ITEMS);
    Map<String, String> query = call.query();
    List<LineItem> all =
        columns.lineItems().stream()
            .filter(item -> fits(query, "resource_link_id", item.activity()))
            .filter(item -> fits(query, "resource_id", item.resourceId()))
            .filter(item -> fits(query, "tag", item.tag()))
            .toList();
    Paging paging = new Paging(platform, call, USUAL_PART);
    List<ObjectNode> part =
        paging.part(all).stream().map(item -> LineItems.write(platform, item)).toList();
    Answer answer = Answer.json(200, MediaType.LINE_ITEMS, part);
    return paging.next(all.size()).map(next -> answer.with("Link", next)).orElse(answer);
  }

  Answer create(Call call) {
    Accepted.course(call);
    JsonNode wanted = Accepted.body(call, MediaType.LINE_ITEM);
    String link = wanted.path("resourceLinkId").asText();
    Refused.unless(
        link.isEmpty() || course.findActivity(link).isPresent(),
        400,
        "",
        "resourceLinkId is not an activity of the course");
    LineItem item = columns.add(LineItems.read(wanted, wanted.path("label").asText(), link));
    return Answer.json(201, MediaType.LINE_ITEM, LineItems.write(platform, item));
  }

  Answer get(Call call) {
    Accepted.answer(platform, call, MediaType.LINE_ITEM);
    return Answer.json(200, MediaType.LINE_ITEM, LineItems.write(platform, item(call)));
  }

  /** All but the id and the activity may change. */
  Answer put(Call call) {
    LineItem old = item(call);
    Refused.unless(!platform.has(Quirk.LINE_ITEM_FIXED), 403, "", "it cannot be changed");
    JsonNode wanted = Accepted.body(call, MediaType.LINE_ITEM);
    demandSame(wanted, "id", LineItems.url(platform, old));
    demandSame(wanted, "resourceLinkId", old.activity());
    LineItem read = LineItems.read(wanted, wanted.path("label").asText(), old.activity());
    LineItem changed =
        new LineItem(
            old.id(),
            read.label(),
            read.scoreMaximum(),
            read.resourceId(),
            read.tag(),
            old.activity(),
            old.own(),
            read.more());
    columns.replace(changed);
    return Answer.json(200, MediaType.LINE_ITEM, LineItems.write(platform, changed));
  }

  Answer delete(Call call) {
    LineItem item = item(call);
    Refused.unless(!item.own(), 403, "", "it belongs to the LMS's activity");
    course.removeGradesOf(columns.cellOf(item));
    columns.remove(item);
    return Answer.empty(204);
  }

  /** The line item of a path. */
  LineItem item(Call call) {
    Accepted.course(call);
    return columns
        .find(call.path("item"))
        .orElseThrow(() -> new Refused(404, "", "there is no such line item"));
  }

  private static void demandSame(JsonNode wanted, String name, String value) {
    String given = Optional.ofNullable(wanted.get(name)).map(JsonNode::asText).orElse(value);
    Refused.unless(given.equals(value), 400, "", name + " cannot be changed");
  }

  private static boolean fits(Map<String, String> query, String name, String value) {
    return query.getOrDefault(name, value).equals(value);
  }
}
