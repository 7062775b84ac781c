package org.examhall.lti.deeplink;

import static org.examhall.lti.TestToken.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.kernel.json.Json;
import org.examhall.lti.ClaimNames;
import org.examhall.lti.Fault13;
import org.examhall.lti.Recording;
import org.examhall.lti.TestToken;
import org.examhall.lti.deeplink.DeepLinkResponse.Words;
import org.examhall.lti.deeplink.LinkItem.LineItem;
import org.examhall.lti.deeplink.LinkItem.Period;
import org.examhall.lti.jose.KeySetText;
import org.examhall.lti.jose.PlatformKeySet;
import org.examhall.lti.jose.Terms;
import org.examhall.lti.jose.ToolKey;
import org.examhall.lti.jose.ToolSigner;
import org.examhall.lti.oauth.FormParser;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to selections that a real Moodle took, and one that it refused. */
public class RecordedAnswersTest {
  private static final String ISSUER = "http://127.0.0.1:18765";
  private static final String CLIENT = "VecClient000001";
  private static final String ITEMS = ClaimNames.deepLinking("content_items");

  /** What we never say of a link: how it looks. */
  private static final List<String> LOOKS = List.of("iframe", "icon");

  /** What we say of columns, and the recorded tool did not. */
  private static final String REVIEW = "submissionReview";

  /** Every answer of the recording. */
  public static Stream<Recording> answers() {
    return Recording.all("lti13-deeplink-").filter(r -> r.name().endsWith(".4-return"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  @Requirement("DL-03")
  void whatWeAnswerIsVerifiedByAPlatformThatKnowsOurKeySet(Recording answer) {
    long then = answer.json().path("epochSeconds").asLong();
    ToolKey key = ToolKey.make();
    JsonNode claims =
        new DeepLinkResponse(ISSUER, CLIENT, "2", settings(answer).data())
            .claims(ChosenItems.none(), Words.NONE, Instant.ofEpochSecond(then), "nonce-of-ours");

    String signed = new ToolSigner(key).sign(claims);

    PlatformKeySet ours =
        PlatformKeySet.parse(KeySetText.of(List.of(key.publicJwk()))).orElseThrow();
    assertEquals(Optional.empty(), fault(() -> verify(signed, then, ours)));
    assertEquals(
        Optional.of(Fault13.KID_UNKNOWN), fault(() -> verify(signed, then, keysOfAnother())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "msg", "empty", "error"})
  @Requirement({"DL-03", "DL-05", "DL-07"})
  void weSayItInTheSameWords(String flow) {
    Recording answer = answer(flow);
    ObjectNode theirs = claims(answer);
    long then = answer.json().path("epochSeconds").asLong();

    JsonNode ours =
        new DeepLinkResponse(ISSUER, CLIENT, "2", settings(answer).data())
            .claims(
                ChosenItems.of(items(theirs), settings(answer)),
                words(theirs),
                Instant.ofEpochSecond(then),
                theirs.path("nonce").asText());

    theirs.path(ITEMS).forEach(item -> ((ObjectNode) item).remove(LOOKS));
    ours.path(ITEMS).findParents(REVIEW).forEach(item -> ((ObjectNode) item).remove(REVIEW));
    for (String same : names(theirs)) {
      if (!Set.of("aud", "iat", "exp").contains(same)) {
        assertEquals(json(theirs.path(same)), json(ours.path(same)), same);
      }
    }
    ((ObjectNode) ours).remove("sub"); // which Blackboard asks for
    assertEquals(names(theirs), names(ours));
    assertEquals(theirs.path("aud").get(0), ours.path("aud"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "msg"})
  @Requirement({"DL-05", "DL-06"})
  void whatIsSaidOfALinkArrivesInItsSettings(String flow) {
    LinkItem sent = items(claims(answer(flow))).get(0);
    LineItem column = sent.lineItem().orElseThrow();

    JsonNode understood = answer(flow).json().at("/decoded/moodleUnderstood");

    assertEquals(sent.title(), understood.path("name").asText());
    assertEquals(sent.url(), Optional.of(understood.path("toolurl").asText()));
    assertEquals(sent.text(), Optional.of(understood.at("/introeditor/text").asText()));
    assertEquals(column.scoreMaximum(), understood.path("grade_modgrade_point").decimalValue());
    assertEquals(column.resourceId(), understood.path("lineitemresourceid").asText());
    assertEquals(column.tag(), Optional.of(understood.path("lineitemtag").asText()));
    assertEquals(
        sent.custom().entrySet().stream()
            .map(custom -> custom.getKey() + "=" + custom.getValue())
            .collect(Collectors.joining("\n")),
        understood.path("instructorcustomparameters").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"msg", "error"})
  @Requirement({"DL-03", "DL-07"})
  void wordsForTheTeacherAreShown(String flow) {
    Words said = words(claims(answer(flow)));

    String shown = answer(flow).json().path("note").asText();

    String words = said.message().or(said::errorMessage).orElseThrow();
    assertTrue(shown.endsWith(words), shown);
  }

  private static Recording answer(String flow) {
    return Recording.named("lti13-deeplink-" + flow + ".4-return");
  }

  /** Verified, with the tool for a platform and the platform for its client. */
  private static ObjectNode claims(Recording answer) {
    String token = FormParser.ofLaunches().parse(answer.requestBody()).first("JWT").orElseThrow();
    verify(token, answer.json().path("epochSeconds").asLong(), keysOfAnother());
    byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return (ObjectNode) new Json().tree(new String(payload, StandardCharsets.UTF_8)).orElseThrow();
  }

  /** As a platform does it: the tool is the issuer, and the platform who it is for. */
  private static void verify(String token, long now, PlatformKeySet keys) {
    Terms terms =
        new Terms(
            CLIENT,
            ISSUER,
            Set.of(),
            Set.of("RS256"),
            Duration.ofSeconds(60),
            Duration.ofSeconds(600));
    TestToken.verifier(now).verify(token, terms, TestToken.known(keys));
  }

  /** Those of the tool that was recorded. */
  private static PlatformKeySet keysOfAnother() {
    return PlatformKeySet.parse(Recording.named("tool-jwks").json().toString()).orElseThrow();
  }

  private static DeepLinkSettings settings(Recording answer) {
    Recording asked = Recording.named(answer.name().replace(".4-return", ".3-deeplink"));
    JsonNode claims = asked.json().at("/decoded/claims");
    return DeepLinkSettings.read(claims.path(ClaimNames.deepLinking("deep_linking_settings")));
  }

  private static List<LinkItem> items(JsonNode claims) {
    return claims.path(ITEMS).findParents("title").stream().map(RecordedAnswersTest::item).toList();
  }

  private static LinkItem item(JsonNode said) {
    Map<String, String> custom = new LinkedHashMap<>();
    said.path("custom").properties().forEach(c -> custom.put(c.getKey(), c.getValue().asText()));
    JsonNode column = said.path("lineItem");
    return new LinkItem(
        text(said, "url"),
        said.path("title").asText(),
        text(said, "text"),
        custom,
        Optional.of(
            new LineItem(
                column.path("scoreMaximum").decimalValue(),
                column.path("label").asText(),
                column.path("resourceId").asText(),
                text(column, "tag"),
                Optional.of(column.path("gradesReleased").asBoolean()))),
        Period.ALWAYS,
        Period.ALWAYS);
  }

  private static Words words(JsonNode claims) {
    return new Words(
        text(claims, ClaimNames.deepLinking("msg")),
        Optional.empty(),
        text(claims, ClaimNames.deepLinking("errormsg")),
        Optional.empty());
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.ofNullable(node.get(name)).map(JsonNode::asText);
  }

  private static Set<String> names(JsonNode claims) {
    return claims.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  /** Numbers of one value and different kinds are the same then. */
  private static JsonNode json(JsonNode node) {
    return new Json().tree(node.toString()).orElseThrow();
  }
}
