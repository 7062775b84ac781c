package org.examhall.demo.lms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.demo.lms.lti13.MediaType;
import org.examhall.demo.lms.lti13.Personality;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Lti13TokenIT {
  private static final Tool OLD_TOOL =
      new Tool(URI.create("http://localhost:1/lti11/launch"), "demo-key", "demo-secret");

  static DemoLms lms;
  static ToolOf13 tool;
  static String lineItem;

  @BeforeAll
  static void start() throws Exception {
    lms = DemoLms.start(DemoLms.Options.forTest(OLD_TOOL));
    tool = new ToolOf13();
    lms.platform().connect(tool.registration());
    Activity activity = lms.course().activities().get(0);
    lms.launch13(lms.course().teacher(), activity);
    LineItem item = lms.platform().columns().ofActivity(activity).orElseThrow();
    lineItem = LineItems.url(lms.platform(), item);
  }

  @AfterAll
  static void stop() {
    lms.close();
    tool.close();
  }

  @BeforeEach
  void behave() {
    lms.platform().behaveLike(Personality.PLAIN);
  }

  static Stream<Named<Consumer<JWTClaimsSet.Builder>>> spoilings() {
    Instant now = Instant.now();
    return Stream.of(
        Named.of("other issuer", c -> c.issuer("other")),
        Named.of("other subject", c -> c.subject("other")),
        Named.of("audience is the issuer", c -> c.audience(lms.platform().issuer())),
        Named.of("audience with a slash", c -> c.audience(lms.platform().audience() + "/")),
        Named.of("no iat", c -> c.issueTime(null)),
        Named.of("iat ahead", c -> c.issueTime(Date.from(now.plusSeconds(30)))),
        Named.of("no exp", c -> c.expirationTime(null)),
        Named.of("expired", c -> c.expirationTime(Date.from(now.minusSeconds(1)))),
        Named.of("lives for ever", c -> c.expirationTime(Date.from(now.plusSeconds(90_000)))),
        Named.of("no jti", c -> c.jwtID(null)));
  }

  @ParameterizedTest
  @MethodSource("spoilings")
  void aSpoiltAssertionGetsNoToken(Consumer<JWTClaimsSet.Builder> spoil) throws Exception {
    JWTClaimsSet.Builder claims = ToolOf13.assertion(lms);
    spoil.accept(claims);

    var answer = tool.askForToken(lms, tool.sign(claims.build()), Scope.SCORE);

    assertEquals(400, answer.statusCode());
    assertEquals("invalid_client", ToolOf13.JSON.readTree(answer.body()).path("error").asText());
  }

  @Test
  void anAssertionIsBelievedOnceAndOnlyUnderAPublishedKey() throws Exception {
    String assertion = tool.sign(ToolOf13.assertion(lms).build());
    String foreign = ToolOf13.sign(ToolOf13.assertion(lms).build(), tool.key(), "unknown");
    var first = tool.askForToken(lms, assertion, Scope.SCORE);

    var again = tool.askForToken(lms, assertion, Scope.SCORE);
    var unknown = tool.askForToken(lms, foreign, Scope.SCORE);

    assertEquals(200, first.statusCode());
    assertTrue(again.body().contains("jti was used before"), again.body());
    assertTrue(unknown.body().contains("publishes no key"), unknown.body());
  }

  @Test
  void aToolThatRotatesItsKeyIsBelievedAtOnce() throws Exception {
    tool.rotate();

    var answer = tool.askForToken(lms, tool.sign(ToolOf13.assertion(lms).build()), Scope.SCORE);

    assertEquals(200, answer.statusCode(), answer.body());
  }

  @ParameterizedTest
  @CsvSource({"false, 400", "true, 200"})
  void aScopeThatIsNotKnownIsRefusedOrDropped(boolean dropped, int status) throws Exception {
    if (dropped) {
      lms.platform().add(Quirk.TOKEN_SCOPES_DROPPED);
    }
    String assertion = tool.sign(ToolOf13.assertion(lms).build());

    var answer = tool.askForToken(lms, assertion, Scope.SCORE + " https://other.example/all");

    assertEquals(status, answer.statusCode());
  }

  @Test
  void aTokenIsForItsScopesAndForItsTime() throws Exception {
    String narrow = tool.token(lms, Scope.SCORE);
    lms.platform().tokens().lifetime(Duration.ZERO);
    String expired = tool.token(lms, Scope.LINE_ITEM);
    lms.platform().tokens().lifetime(Duration.ofHours(1));

    int wrong = tool.call(narrow, "GET", lineItem, MediaType.LINE_ITEM, "").statusCode();
    int late = tool.call(expired, "GET", lineItem, MediaType.LINE_ITEM, "").statusCode();
    int none = tool.call("", "GET", lineItem, MediaType.LINE_ITEM, "").statusCode();

    assertEquals(List.of(403, 401, 401), List.of(wrong, late, none));
  }
}
