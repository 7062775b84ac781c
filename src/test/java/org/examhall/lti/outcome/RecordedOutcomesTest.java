package org.examhall.lti.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.examhall.lti.Recording;
import org.examhall.lti.oauth.HeaderSigner;
import org.examhall.lti.oauth.Parameter;
import org.examhall.lti.oauth.Parameters;
import org.examhall.lti.oauth.PublicUrl;
import org.examhall.lti.oauth.SignatureMethod;
import org.examhall.lti.outcome.OutcomeAnswer.Failure;
import org.examhall.lti.outcome.OutcomeAnswer.Success;
import org.examhall.lti.outcome.OutcomeAnswer.Unsupported;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Outcome calls that a real Moodle accepted or refused. */
public class RecordedOutcomesTest {
  private static final Set<String> SIGNED_BY_OTHERS = Set.of("bo-wrong-secret", "bo-unknown-key");

  private final OutcomeAnswers answers = new OutcomeAnswers();

  /** Every call of the outcome service, those with a token of LTI 1.3 among them. */
  public static Stream<Recording> exchanges() {
    return Stream.of("bo-", "bo13-bearer-").flatMap(Recording::all);
  }

  static Stream<Recording> signedCalls() {
    return exchanges().filter(r -> !oauth(r).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("signedCalls")
  @Requirement({"BO-02", "OA-10"})
  void weSignTheSameCallWithTheSameSignature(Recording recording) {
    Map<String, String> sent = oauth(recording);
    String key = must(sent, "oauth_consumer_key");
    SignatureMethod method =
        SignatureMethod.named(must(sent, "oauth_signature_method")).orElseThrow();

    String header =
        new HeaderSigner(method, Recording.secretOf(key))
            .header("POST", PublicUrl.parse(recording.url()), unsigned(sent));

    String ours = must(parse(header), "oauth_signature");
    assertEquals(
        !SIGNED_BY_OTHERS.contains(recording.name()), ours.equals(sent.get("oauth_signature")));
  }

  @ParameterizedTest
  @MethodSource("signedCalls")
  @Requirement("BO-02")
  void weHashTheSameBodyToTheSameHash(Recording recording) {
    Map<String, String> sent = oauth(recording);
    SignatureMethod method =
        SignatureMethod.named(must(sent, "oauth_signature_method")).orElseThrow();

    String ours = OutcomeRequests.bodyHash(method, recording.requestBody());

    boolean same = ours.equals(sent.get("oauth_body_hash"));
    assertEquals(!Set.of("bo-body-tampered", "bo-no-body-hash").contains(recording.name()), same);
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  @Requirement({"BO-07", "BO-08"})
  void theAnswerIsClassifiedByItsCode(Recording recording) {
    String text = new String(recording.responseBody(), UTF_8);
    String code = group(text, "<imsx_codeMajor>([a-z]+)</imsx_codeMajor>");
    String description = group(text, "<imsx_description>([^<]*)</imsx_description>");

    OutcomeAnswer answer =
        answers.read(
            asked(recording),
            recording.json().at("/response/status").asInt(),
            recording.responseBody());

    Map<String, Class<? extends OutcomeAnswer>> expected =
        Map.of(
            "success", Success.class, "failure", Failure.class, "unsupported", Unsupported.class);
    assertEquals(expected.get(code), answer.getClass());
    assertEquals(description, answer.words());
    if (answer instanceof Success success) {
      assertEquals(true, success.refersToUs());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bo-read-before,",
    "bo-read, 0.85",
    "bo-read-zero, 0",
    "bo-read-sixteen-digits, 0.6666667",
    "bo-read-after-delete,",
    "bo13-bearer-read, 0.77"
  })
  @Requirement("BO-09")
  void theGradeThatMoodleReadsBackIsUnderstood(String name, java.math.BigDecimal expected) {
    Recording recording = Recording.named(name);

    Success answer = (Success) answers.read(asked(recording), 200, recording.responseBody());

    assertEquals(
        Optional.ofNullable(expected).map(java.math.BigDecimal::doubleValue),
        answer.score().map(java.math.BigDecimal::doubleValue));
  }

  @ParameterizedTest
  @CsvSource({"bo-replace, msg-1002, 0.85", "bo13-bearer-replace, msg-1045, 0.77"})
  @Requirement({"BO-03", "BO-04"})
  void weWouldHaveSentWhatMoodleAccepted(String name, String messageId, BigDecimal score) {
    Recording recording = Recording.named(name);
    String sent = new String(recording.requestBody(), UTF_8);
    String sourcedId = group(sent, "<sourcedId>(.*)</sourcedId>").replace("&quot;", "\"");
    var ids = new ArrayDeque<>(List.of(messageId, "nonce"));
    OutcomeTarget target =
        new OutcomeTarget(recording.url(), sourcedId, "k", "s", SignatureMethod.HMAC_SHA1);

    OutcomeRequest ours =
        new OutcomeRequests(java.time.Clock.systemUTC(), ids::remove).replace(target, score);

    String withoutLineBreakAndQuoteEscapes = sent.replace("?>\n", "?>").replace("&quot;", "\"");
    assertArrayEquals(withoutLineBreakAndQuoteEscapes.getBytes(UTF_8), ours.body());
  }

  static Stream<Arguments> withDetails() {
    ResultDetails text = details(ResultData.text("Well done & é"));
    ResultDetails url = details(new ResultData("url", "https://example.org/r/1"));
    ResultDetails total =
        new ResultDetails(Optional.empty(), Optional.of(new BigDecimal(50)), Optional.empty());
    return Stream.of(
        Arguments.of("bo-replace-result-data-text", "msg-1017", "0.8", text),
        Arguments.of("bo-replace-result-data-url", "msg-1018", "0.81", url),
        Arguments.of("bo-replace-total-score", "msg-1019", "0.82", total));
  }

  @ParameterizedTest
  @MethodSource("withDetails")
  @Requirement({"BO-11", "BO-12"})
  void whatGoesAlongWithAScoreIsWrittenAsRecorded(
      String name, String messageId, String score, ResultDetails details) {
    Recording recording = Recording.named(name);
    String sent = new String(recording.requestBody(), UTF_8);
    String sourcedId = group(sent, "<sourcedId>(.*)</sourcedId>").replace("&quot;", "\"");
    var ids = new ArrayDeque<>(List.of(messageId, "nonce"));
    OutcomeTarget target =
        new OutcomeTarget(recording.url(), sourcedId, "k", "s", SignatureMethod.HMAC_SHA1);

    OutcomeRequest ours =
        new OutcomeRequests(java.time.Clock.systemUTC(), ids::remove)
            .replace(target, new BigDecimal(score), details);

    String expected =
        sent.replace("?>\n", "?>").replace("&quot;", "\"").replaceAll(">41<", ">41.0<");
    assertEquals(expected, new String(ours.body(), UTF_8));
  }

  private static ResultDetails details(ResultData data) {
    return new ResultDetails(Optional.of(data), Optional.empty(), Optional.empty());
  }

  private static OutcomeRequest asked(Recording recording) {
    String body = new String(recording.requestBody(), UTF_8);
    Operation operation = body.contains("readResultRequest") ? Operation.READ : Operation.REPLACE;
    return new OutcomeRequest(
        operation,
        URI.create(recording.url()),
        Map.of(),
        recording.requestBody(),
        group(body, "<imsx_messageIdentifier>([^<]*)<"));
  }

  private static Map<String, String> oauth(Recording recording) {
    return parse(recording.header("Authorization").orElse(""));
  }

  private static Map<String, String> parse(String header) {
    Map<String, String> parameters = new TreeMap<>();
    Matcher pairs = Pattern.compile("(oauth_[a-z_]+)=\"([^\"]*)\"").matcher(header);
    while (pairs.find()) {
      parameters.put(pairs.group(1), URLDecoder.decode(pairs.group(2), UTF_8));
    }
    return parameters;
  }

  private static Parameters unsigned(Map<String, String> sent) {
    return Parameters.of(
            sent.entrySet().stream().map(e -> new Parameter(e.getKey(), e.getValue())).toList())
        .without("oauth_signature");
  }

  private static String group(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String must(Map<String, String> fields, String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }
}
