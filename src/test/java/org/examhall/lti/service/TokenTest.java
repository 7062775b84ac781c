package org.examhall.lti.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.examhall.lti.service.Answers.JSON;
import static org.examhall.lti.service.Answers.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Recording;
import org.examhall.lti.service.ServiceAnswer.Verdict;
import org.examhall.lti.service.TokenAnswer.Denied;
import org.examhall.lti.service.TokenAnswer.Granted;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens as they are asked for, and what a real Moodle answered. */
public class TokenTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:35:10Z");
  private static final TokenClient CLIENT =
      new TokenClient("VecClient000001", "http://127.0.0.1:18765/mod/lti/token.php", "");
  private static final List<String> SCOPES =
      List.of(ServiceScope.SCORE.uri(), ServiceScope.LINE_ITEM.uri());

  private final AtomicInteger ids = new AtomicInteger();
  private final TokenRequests requests =
      new TokenRequests(
          Clock.fixed(NOW, ZoneOffset.UTC),
          () -> "id-" + ids.incrementAndGet(),
          claims -> "signed(" + JSON.text(claims) + ")");
  private final TokenAnswers answers = new TokenAnswers(JSON);

  /** Every request for a token. */
  public static Stream<Recording> recordings() {
    return Stream.of("token-", "bo13-token").flatMap(Recording::all);
  }

  @Test
  @Requirement({"TK-01", "AG-02"})
  void aTokenIsAskedForWithTheFormThatMoodleTakes() {
    Map<String, String> recorded = form(Recording.named("token-ok").requestBody());

    ServiceRequest request = requests.ask(CLIENT, SCOPES);

    Map<String, String> ours = form(request.body());
    assertEquals(recorded.keySet(), ours.keySet());
    for (String same : List.of("grant_type", "client_assertion_type")) {
      assertEquals(recorded.get(same), ours.get(same));
    }
    assertEquals(
        "https://purl.imsglobal.org/spec/lti-ags/scope/score"
            + " https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
        ours.get("scope"));
    assertEquals(
        Recording.named("token-ok").header("Content-Type").orElseThrow(),
        request.headers().get("Content-Type"));
  }

  @Test
  @Requirement("TK-02")
  void theAssertionSaysWhoWeAreForFiveMinutesFromAMomentAgo() {
    String signed = assertion(CLIENT);

    assertEquals(
        "signed({\"iss\":\"VecClient000001\",\"sub\":\"VecClient000001\","
            + "\"aud\":\"http://127.0.0.1:18765/mod/lti/token.php\","
            + "\"iat\":1795340105,\"exp\":1795340405,\"jti\":\"id-1\"})",
        signed);
    assertFalse(assertion(CLIENT).contains("id-1"), "an id twice");
  }

  @Test
  @Requirement("TK-02")
  void theAudienceIsTheConfiguredOneToTheByte() {
    String audience = "https://api.brightspace.com/auth/token";

    String signed = assertion(new TokenClient("c", "https://lms.example/token", audience));

    assertTrue(signed.contains("\"aud\":\"" + audience + "\""), signed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ftp://lms.example/token", "token.php", "http:///token", "http://a b"})
  @Requirement("TK-01")
  void aTokenUrlThatIsNoneIsRefusedByUs(String url) {
    Refused refused =
        assertThrows(Refused.class, () -> requests.ask(new TokenClient("c", url, ""), SCOPES));

    assertEquals(ServiceReason.URL_UNUSABLE, refused.reason());
  }

  @ParameterizedTest
  @MethodSource("recordings")
  @Requirement({"TK-03", "TK-04"})
  void moodlesAnswersAreUnderstoodWhateverTheirMediaType(Recording recording) {
    String body = new String(recording.responseBody(), UTF_8);

    TokenAnswer answer = answers.read(SCOPES, Answers.status(recording), bytes(body));

    if (Answers.status(recording) == 200) {
      Granted granted = assertInstanceOf(Granted.class, answer);
      assertTrue(body.contains('"' + granted.token() + '"'));
      assertEquals(Duration.ofHours(1), granted.lifetime());
      assertTrue(body.contains(granted.scopes().iterator().next()));
    } else {
      Denied denied = assertInstanceOf(Denied.class, answer);
      assertEquals(Verdict.REFUSED, denied.verdict());
      assertTrue(denied.words().endsWith(" (HTTP 400)"), denied.words());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token-unknown-client | invalid_client (HTTP 400)",
        "token-unknown-kid | { \"error\" : \"\"kid\" invalid, unable to lookup correct key\" } (HTTP 400)",
        "token-bad-signature | Signature verification failed (HTTP 400)",
        "token-unknown-scope | invalid_scope (HTTP 400)"
      })
  @Requirement("TK-04")
  void aRefusalComesInThePlatformsWordsEvenInBrokenJson(String name, String words) {
    Recording recording = Recording.named(name);

    TokenAnswer answer = answers.read(SCOPES, 400, recording.responseBody());

    assertEquals(new Denied(Verdict.REFUSED, words), answer);
  }

  @Test
  @Requirement("TK-03")
  void fewerScopesThanAskedForAreNoticed() {
    Recording recording = Recording.named("token-partial-scope");

    Granted granted = (Granted) answers.read(SCOPES, 200, recording.responseBody());

    assertEquals(Set.of(ServiceScope.SCORE.uri()), granted.scopes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"access_token\":\"t\"} | 3600",
        "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":\"60\"} | 60",
        "{\"access_token\":\"t\",\"token_type\":\"BEARER\",\"expires_in\":7200} | 7200",
        "{\"access_token\":\"t\",\"expires_in\":null,\"scope\":null} | 3600",
        "{\"access_token\":\"t\",\"expires_in\":-5} | 0",
        "{\"access_token\":\"t\",\"expires_in\":1e300,\"unknown\":{}} | 86400"
      })
  @Requirement("TK-03")
  void whatIsLeftOutOrWrittenOddlyHasAUsualMeaning(String body, long seconds) {
    Granted granted = (Granted) answers.read(SCOPES, 200, bytes(body));

    assertEquals("t", granted.token());
    assertEquals(Duration.ofSeconds(seconds), granted.lifetime());
    assertEquals(Set.copyOf(SCOPES), granted.scopes());
    assertFalse(granted.toString().contains("t\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "<html>Log in</html>",
        "{\"access_token\":\"\"}",
        "{\"access_token\":null}",
        "{\"access_token\":\"a\\r\\nX-Header: b\"}",
        "{\"access_token\":\"t\",\"token_type\":\"mac\"}",
        "{\"access_token\":\"t\""
      })
  @Requirement("TK-04")
  void whatIsNoTokenIsNoAnswer(String body) {
    Denied denied = (Denied) answers.read(SCOPES, 200, bytes(body));

    assertEquals(Verdict.NOT_AN_ANSWER, denied.verdict());
    assertTrue(denied.words().endsWith(" (HTTP 200)"), denied.words());
  }

  @ParameterizedTest
  @CsvSource({"500, TROUBLE", "302, NOT_AN_ANSWER", "401, TOKEN_REFUSED", "429, LIMITED"})
  @Requirement("TK-04")
  void anHtmlPageIsNotShownToAnybody(int status, Verdict verdict) {
    TokenAnswer answer = answers.read(SCOPES, status, bytes("<!DOCTYPE html><p>secret"));

    assertEquals(new Denied(verdict, "HTTP " + status), answer);
  }

  private String assertion(TokenClient client) {
    return form(requests.ask(client, SCOPES).body()).getOrDefault("client_assertion", "");
  }

  private static Map<String, String> form(byte[] body) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : new String(body, UTF_8).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      fields.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
    }
    return fields;
  }
}
