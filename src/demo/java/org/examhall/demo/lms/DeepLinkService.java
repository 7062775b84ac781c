package org.examhall.demo.lms;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.http.HttpProblem;
import org.examhall.demo.lms.http.Reply;
import org.examhall.demo.lms.lti13.Claim;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Refused;
import org.examhall.demo.lms.lti13.ToolTokens;

/** Takes what the teacher has chosen in the tool. Source: LTI Deep Linking 2.0 section 4.2. */
final class DeepLinkService {
  private final DemoLms lms;
  private final Platform platform;
  private final Selections selections;
  private final Templates templates;

  DeepLinkService(DemoLms lms, Selections selections, Templates templates) {
    this.lms = lms;
    this.platform = lms.platform();
    this.selections = selections;
    this.templates = templates;
  }

  /** The tool's answer, a form with a JWT. */
  Reply take(Call call) {
    String name = call.path("selection");
    Person teacher =
        selections
            .find(name)
            .orElseThrow(() -> new HttpProblem(400, "Nobody is choosing anything here."));
    try {
      String jwt = call.form().getOrDefault("JWT", "");
      String message = take(name, jwt);
      return templates.page("return", new ReturnModel(teacher, message));
    } catch (Refused refused) {
      throw new HttpProblem(400, "The tool’s answer cannot be accepted: " + refused.why() + ".");
    }
  }

  private String take(String name, String jwt) {
    ToolTokens tokens = platform.toolTokens();
    JWTClaimsSet claims =
        tokens.selection(jwt, platform.tool(), platform.issuer(), platform.deployment());
    checkData(name, claims);
    boolean bySub = platform.tool().clientId().equals(claims.getSubject());
    Refused.unless(
        bySub || !platform.has(Quirk.SELECTION_SUB_REQUIRED), 400, "", "sub is not the client id");
    List<Chosen> chosen = chosen(claims);
    Refused.unless(selections.end(name), 400, "", "this selection has ended");
    chosen.forEach(this::add);
    String said = text(claims, Claim.ERROR_MESSAGE) + text(claims, Claim.MESSAGE);
    return said.isEmpty() ? "Added from the tool: " + chosen.size() : said;
  }

  private void checkData(String name, JWTClaimsSet claims) {
    Object data = claims.getClaim(Claim.DATA);
    if (platform.has(Quirk.SELECTION_WITHOUT_DATA)) {
      Refused.unless(!claims.getClaims().containsKey(Claim.DATA), 400, "", "data was not sent");
    } else {
      Refused.unless(LaunchClaims.data(name).equals(data), 400, "", "data is not what was sent");
    }
  }

  /** What is to be added. */
  private record Chosen(String title, String url, Map<String, String> custom, JsonNode lineItem) {}

  private List<Chosen> chosen(JWTClaimsSet claims) {
    JsonNode items = Json.MAPPER.valueToTree(claims.getClaim(Claim.ITEMS));
    Refused.unless(items.isArray(), 400, "", "content_items is not a list");
    List<Chosen> chosen = new ArrayList<>();
    for (JsonNode item : items) {
      chosen.add(read(item));
    }
    return chosen;
  }

  private static Chosen read(JsonNode item) {
    String type = item.path("type").asText();
    Refused.unless(type.equals("ltiResourceLink"), 400, "", "an item is not an ltiResourceLink");
    Map<String, String> custom = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : item.path("custom").properties()) {
      Refused.unless(entry.getValue().isTextual(), 400, "", "a custom value is not a text");
      custom.put(entry.getKey(), entry.getValue().asText());
    }
    String title = item.path("title").asText("Exam");
    JsonNode lineItem = item.path("lineItem");
    if (lineItem.isObject()) {
      LineItems.read(lineItem, title, ""); // refuses what is not one before anything is added
    }
    return new Chosen(title, item.path("url").asText(), custom, lineItem);
  }

  private void add(Chosen chosen) {
    Activity activity =
        lms.course().addActivity(chosen.title(), Version.LTI_13, chosen.custom(), chosen.url());
    JsonNode wanted = chosen.lineItem();
    if (wanted.isObject()) {
      String label = wanted.path("label").asText(chosen.title());
      platform.columns().add(LineItems.read(wanted, label, activity.id()).byLms());
    }
  }

  private static String text(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text ? text : "";
  }
}
