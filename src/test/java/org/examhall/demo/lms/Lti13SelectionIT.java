package org.examhall.demo.lms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.demo.lms.lti13.Claim;
import org.examhall.demo.lms.lti13.Message;
import org.examhall.demo.lms.lti13.Personality;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Lti13SelectionIT {
  private static final Tool OLD_TOOL =
      new Tool(URI.create("http://localhost:1/lti11/launch"), "demo-key", "demo-secret");
  private static final Map<String, Object> EXAM =
      Map.of(
          "type",
          "ltiResourceLink",
          "title",
          "Chosen exam",
          "custom",
          Map.of("exam", "42"),
          "lineItem",
          Map.of("scoreMaximum", 30, "resourceId", "r-42"));

  static DemoLms lms;
  static ToolOf13 tool;
  URI returnUrl;
  Object data;
  int before;

  @BeforeAll
  static void start() throws Exception {
    lms = DemoLms.start(DemoLms.Options.forTest(OLD_TOOL));
    tool = new ToolOf13();
    lms.platform().connect(tool.registration());
  }

  @AfterAll
  static void stop() {
    lms.close();
    tool.close();
  }

  @BeforeEach
  void begin() {
    lms.platform().behaveLike(Personality.PLAIN);
    Activity none = lms.course().activities().get(0);
    Map<String, Object> claims =
        lms.launch13(Message.DEEP_LINKING, lms.course().teacher(), none).claims("n");
    Map<?, ?> settings = (Map<?, ?>) claims.get(Claim.SETTINGS);
    returnUrl = URI.create(settings.get("deep_link_return_url").toString());
    data = settings.get("data");
    before = lms.course().activities().size();
  }

  @Test
  void whatWasChosenIsInTheCourseWithItsColumnAndIsOpenedByLti13() throws Exception {
    HttpResponse<String> page = answer(answer(List.of(EXAM)));

    List<Activity> all = lms.course().activities();
    Activity added = all.get(all.size() - 1);
    LineItem item = lms.platform().columns().ofActivity(added).orElseThrow();
    Map<String, Object> claims = lms.launch13(lms.course().teacher(), added).claims("n");
    assertEquals(200, page.statusCode(), page.body());
    assertEquals(Version.LTI_13, added.version());
    assertEquals(List.of("30", "r-42"), List.of(item.scoreMaximum().toString(), item.resourceId()));
    assertEquals(Map.of("exam", "42"), claims.get(Claim.CUSTOM));
  }

  @Test
  void choosingNothingAddsNothing() throws Exception {
    HttpResponse<String> page = answer(answer(List.of()));

    assertEquals(200, page.statusCode(), page.body());
    assertEquals(before, lms.course().activities().size());
  }

  @Test
  void aSelectionIsAnsweredOnce() throws Exception {
    int first = answer(answer(List.of(EXAM))).statusCode();
    int again = answer(answer(List.of(EXAM))).statusCode();

    assertEquals(List.of(200, 400), List.of(first, again));
    assertEquals(before + 1, lms.course().activities().size());
  }

  @Test
  void byHabitTheAnswerNeedsASub() throws Exception {
    lms.platform().behaveLike(Personality.BLACKBOARD);

    HttpResponse<String> without = answer(answer(List.of(EXAM)));
    HttpResponse<String> with = answer(answer(List.of(EXAM)).subject(ToolOf13.CLIENT));

    assertEquals(400, without.statusCode());
    assertTrue(without.body().contains("sub is not the client id"), without.body());
    assertEquals(200, with.statusCode(), with.body());
  }

  static Stream<Named<Consumer<JWTClaimsSet.Builder>>> spoilings() {
    return Stream.of(
        Named.of("other issuer", c -> c.issuer("other")),
        Named.of("other audience", c -> c.audience("https://other.example")),
        Named.of("other deployment", c -> c.claim(Claim.DEPLOYMENT, "9")),
        Named.of("no nonce", c -> c.claim("nonce", null)),
        Named.of("old", c -> c.expirationTime(Date.from(Instant.now().minusSeconds(1)))),
        Named.of("other message", c -> c.claim(Claim.MESSAGE_TYPE, Message.DEEP_LINKING)),
        Named.of("other version", c -> c.claim(Claim.VERSION, "1.3")),
        Named.of("other data", c -> c.claim(Claim.DATA, "other")),
        Named.of("no data", c -> c.claim(Claim.DATA, null)),
        Named.of("no items", c -> c.claim(Claim.ITEMS, null)),
        Named.of("a picture", c -> c.claim(Claim.ITEMS, List.of(Map.of("type", "image")))),
        Named.of("custom number", c -> c.claim(Claim.ITEMS, List.of(custom(42)))),
        Named.of("good and bad", c -> c.claim(Claim.ITEMS, List.of(EXAM, custom(42)))));
  }

  @ParameterizedTest
  @MethodSource("spoilings")
  void aSpoiltAnswerAddsNothing(Consumer<JWTClaimsSet.Builder> spoil) throws Exception {
    JWTClaimsSet.Builder claims = answer(List.of(EXAM));
    spoil.accept(claims);

    HttpResponse<String> page = answer(claims);

    assertEquals(400, page.statusCode());
    assertTrue(page.body().contains("cannot be accepted"), page.body());
    assertEquals(before, lms.course().activities().size());
  }

  private JWTClaimsSet.Builder answer(List<Object> items) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(ToolOf13.CLIENT)
        .audience(lms.platform().issuer())
        .issueTime(Date.from(now.minusSeconds(5)))
        .expirationTime(Date.from(now.plusSeconds(60)))
        .claim("nonce", UUID.randomUUID().toString())
        .claim(Claim.DEPLOYMENT, lms.platform().deployment())
        .claim(Claim.MESSAGE_TYPE, Message.DEEP_LINKING_ANSWER)
        .claim(Claim.VERSION, "1.3.0")
        .claim(Claim.DATA, data)
        .claim(Claim.ITEMS, new ArrayList<>(items));
  }

  private HttpResponse<String> answer(JWTClaimsSet.Builder claims) throws Exception {
    return tool.post(returnUrl, Map.of("JWT", tool.sign(claims.build())));
  }

  private static Map<String, Object> custom(Object value) {
    return Map.of("type", "ltiResourceLink", "custom", Map.of("exam", value));
  }
}
