package org.examhall.demo.lms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.lti13.MediaType;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Refused;

/** What the gradebook has, for the tool. Source: AGS 2.0 section 3.3. */
final class ResultService {
  private static final int USUAL_PART = 100;

  private final Platform platform;
  private final LineItemService lineItems;

  ResultService(DemoLms lms, LineItemService lineItems) {
    this.platform = lms.platform();
    this.lineItems = lineItems;
  }

  Answer list(Call call) {
    LineItem item = lineItems.item(call);
    Accepted.answer(platform, call, MediaType.RESULTS);
    Map<String, String> query = call.query();
    Refused.unless(
        !query.containsKey("limit") || !platform.has(Quirk.RESULTS_UNPAGED), 404, "", "no pages");
    String person = query.getOrDefault("user_id", "");
    List<Result> all =
        platform.columns().results().stream()
            .filter(result -> result.lineItem().equals(item.id()))
            .filter(result -> person.isEmpty() || person.equals(result.person()))
            .toList();
    Paging paging = new Paging(platform, call, USUAL_PART);
    List<ObjectNode> part = paging.part(all).stream().map(result -> write(item, result)).toList();
    Answer answer = Answer.json(200, MediaType.RESULTS, part);
    return paging.next(all.size()).map(next -> answer.with("Link", next)).orElse(answer);
  }

  private ObjectNode write(LineItem item, Result result) {
    String url = LineItems.url(platform, item);
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("id", url + "/results/" + result.person());
    json.put("scoreOf", url);
    json.put("userId", result.person());
    if (!result.points().isEmpty()) {
      json.put("resultScore", new BigDecimal(result.points()));
      json.put("resultMaximum", item.scoreMaximum());
    }
    if (!result.comment().isEmpty()) {
      json.put("comment", result.comment());
    }
    return json;
  }
}
