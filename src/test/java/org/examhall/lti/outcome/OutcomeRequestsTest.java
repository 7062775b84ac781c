package org.examhall.lti.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.IndependentSigner;
import org.examhall.lti.oauth.SignatureMethod;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class OutcomeRequestsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_700_000_000L), ZoneOffset.UTC);
  private static final String URL = "https://lms.example.edu/outcomes?course=7&item=a%20b";
  private static final OutcomeTarget TARGET =
      new OutcomeTarget(URL, "3124567", "12345", "secret", SignatureMethod.HMAC_SHA1);

  private final OutcomeRequests requests =
      new OutcomeRequests(CLOCK, () -> UUID.randomUUID().toString());

  @ParameterizedTest
  @CsvSource({
    "HMAC_SHA1, T4+NuWGBvKwDMzCJE00B3/XnWYk=, +cAbxKtm9+/rh1wrOlvQRk8kLP8=",
    "HMAC_SHA256, fbMVwRIr2q2GnDtjxYzXosjo8MMaiq8Jx4JJ5IchR5k=, TTnfghuL+oUqNc1w2BnoUOTVNrsY+EiHnDw5oi1h9aw="
  })
  @Requirement({"BO-02", "BO-03", "BO-04"})
  void theRequestIsTheOneThatIndependentProgramsComputed(
      SignatureMethod method, String bodyHash, String signature) {
    Queue<String> ids = new ArrayDeque<>(List.of("999999123", "4572616e48616d6d65724c61686176"));
    OutcomeTarget target = new OutcomeTarget(URL, "3124567", "12345", "secret", method);

    OutcomeRequest request =
        new OutcomeRequests(CLOCK, ids::remove).replace(target, new BigDecimal("0.92"));

    assertEquals(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><imsx_POXEnvelopeRequest xmlns=\"http://www.imsglobal"
            + ".org/services/ltiv1p1/xsd/imsoms_v1p0\"><imsx_POXHeader><imsx_POXRequestHeaderInfo>"
            + "<imsx_version>V1.0</imsx_version><imsx_messageIdentifier>999999123"
            + "</imsx_messageIdentifier></imsx_POXRequestHeaderInfo></imsx_POXHeader><imsx_POXBody>"
            + "<replaceResultRequest><resultRecord><sourcedGUID><sourcedId>3124567</sourcedId>"
            + "</sourcedGUID><result><resultScore><language>en</language><textString>0.92</textString>"
            + "</resultScore></result></resultRecord></replaceResultRequest></imsx_POXBody>"
            + "</imsx_POXEnvelopeRequest>",
        new String(request.body(), UTF_8));
    assertEquals(bodyHash, header(request).get("oauth_body_hash"));
    assertEquals(signature, header(request).get("oauth_signature"));
  }

  @Test
  @Requirement("BO-02")
  void bodyHashesAreThePublishedOnes() {
    String ofNothing = OutcomeRequests.bodyHash(SignatureMethod.HMAC_SHA1, new byte[0]);
    String ofHello =
        OutcomeRequests.bodyHash(SignatureMethod.HMAC_SHA1, "Hello World!".getBytes(UTF_8));

    assertEquals("2jmj7l5rSw0yVb/vlWAYkK/YBwk=", ofNothing);
    assertEquals("Lve95gjOVATpfV8EL5X4nxwjKHE=", ofHello);
  }

  @Test
  @Requirement({"BO-02", "OA-10"})
  void theHeaderIsSignedOverTheUrlsQueryAsWell() {
    OutcomeTarget odd =
        new OutcomeTarget(
            "http://LMS.example.edu:80/o?x=1&x=1&y",
            "s",
            "k&1",
            "s3cr&t/é",
            SignatureMethod.HMAC_SHA1);

    OutcomeRequest request = requests.read(odd);

    List<Entry<String, String>> sent = new ArrayList<>(header(request).entrySet());
    String expected =
        IndependentSigner.sign(
            "HmacSHA1", IndependentSigner.key("s3cr&t/é", ""), "POST", odd.serviceUrl(), sent);
    assertEquals(expected, header(request).get("oauth_signature"));
    assertEquals(Set.of("Authorization", "Content-Type"), request.headers().keySet());
    assertEquals("application/xml", request.headers().get("Content-Type"));
    assertTrue(request.headers().getOrDefault("Authorization", "").startsWith("OAuth "));
    assertEquals(odd.serviceUrl(), request.uri().toString());
  }

  @Test
  @Requirement("BO-12")
  void aTimeOfHandingInStandsBesideTheRecordAndIsNeverInTheFuture() {
    Instant now = CLOCK.instant();
    ResultDetails late =
        new ResultDetails(Optional.empty(), Optional.empty(), Optional.of(now.plusSeconds(3_600)));
    ResultDetails past =
        new ResultDetails(
            Optional.empty(), Optional.empty(), Optional.of(now.minusSeconds(60).plusMillis(7)));

    String clamped = new String(requests.replace(TARGET, BigDecimal.ONE, late).body(), UTF_8);
    String kept = new String(requests.replace(TARGET, BigDecimal.ONE, past).body(), UTF_8);

    String details = "</resultRecord><submissionDetails><submittedAt>%s</submittedAt></submission";
    assertTrue(clamped.contains(details.formatted("2023-11-14T22:13:20Z")), clamped);
    assertTrue(kept.contains(details.formatted("2023-11-14T22:12:20Z")), kept);
  }

  @Test
  @Requirement("BO-12")
  void aTotalIsTheScoreOnTheScaleOfTheLmsWithoutAnExponent() {
    ResultDetails details =
        new ResultDetails(Optional.empty(), Optional.of(new BigDecimal("30")), Optional.empty());

    String third =
        new String(
            requests.replace(TARGET, new BigDecimal("0.33333333333"), details).body(), UTF_8);
    String none = new String(requests.replace(TARGET, BigDecimal.ZERO, details).body(), UTF_8);

    assertTrue(third.contains("<textString>0.333333</textString>"), third);
    assertTrue(third.contains("<textString>10.0</textString></resultTotalScore>"), third);
    assertTrue(none.contains("<textString>0.0</textString></resultTotalScore>"), none);
  }

  @Test
  @Requirement({"BO-03", "BO-04"})
  void aReadCarriesNoResult() {
    String read = new String(requests.read(TARGET).body(), UTF_8);

    String record =
        "<resultRecord><sourcedGUID><sourcedId>3124567</sourcedId></sourcedGUID></resultRecord>";
    assertTrue(read.contains("<readResultRequest>" + record + "</readResultRequest>"));
    assertTrue(read.endsWith("</imsx_POXEnvelopeRequest>"));
    assertTrue(read.startsWith("<?xml"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"instanceid\":\"1\",\"userid\":\"4\"},\"hash\":\"b96\"}",
        "course-v1%3AedX:block;_:user/1%2F2",
        "a & b < c > d \" e ' f ]]> g &amp; h <!-- i",
        " leading and trailing\t\n ",
        "carriage\rreturn\r\nboth\r",
        "Größe ☃ 漢字 😀 \u0085 \u2028"
      })
  @Requirement({"BO-04", "I11"})
  void theSourcedIdArrivesByteForByte(String sourcedId) throws Exception {
    OutcomeRequest request = requests.replace(target(sourcedId), BigDecimal.ONE);

    assertEquals(sourcedId, sourcedIdIn(request.body()));
  }

  @Test
  @Requirement("I11")
  void aSourcedIdOfTwoKilobytesArrivesToo() throws Exception {
    String sourcedId = "<&\"😀".repeat(400);

    OutcomeRequest request = requests.replace(target(sourcedId), BigDecimal.ONE);

    assertEquals(sourcedId, sourcedIdIn(request.body()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\u0000b", "a\u0001b", "a\ufffeb", "a\ud800b"})
  @Requirement("I11")
  void aSourcedIdThatXmlCannotCarryIsRefused(String sourcedId) {
    Refused refused = assertThrows(Refused.class, () -> requests.read(target(sourcedId)));

    assertEquals(OutcomeReason.SOURCED_ID_UNUSABLE, refused.reason());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "1, 1.0",
    "0.0, 0.0",
    "1.000000000, 1.0",
    "0.5, 0.5",
    "0.92, 0.92",
    "1E-4, 0.0001",
    "1E-7, 0.0",
    "0.6666666666, 0.666667",
    "0.9999999, 1.0",
    "0.0000005, 0.000001",
    "0E+3, 0.0",
    "0.100, 0.1"
  })
  @Requirement("BO-05")
  void scoresAreDecimalsOfAtMostSixPlaces(BigDecimal score, String text) {
    String body = new String(requests.replace(TARGET, score).body(), UTF_8);

    assertTrue(body.contains("<textString>" + text + "</textString>"), body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.000001", "1.0000001", "1.01", "-1", "1E+2"})
  @Requirement("BO-05")
  void scoresOutOfRangeAreRefused(BigDecimal score) {
    Refused refused = assertThrows(Refused.class, () -> requests.replace(TARGET, score));

    assertEquals(OutcomeReason.SCORE_OUT_OF_RANGE, refused.reason());
  }

  @Test
  @Requirement("BO-05")
  void scoresAreTheSameInEveryLanguage() {
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      String body = new String(requests.replace(TARGET, new BigDecimal("0.25")).body(), UTF_8);

      assertTrue(body.contains("<textString>0.25</textString>"));
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  @Requirement({"BO-06", "BO-10"})
  void everyTryHasItsOwnMessageIdAndNonce() {
    Set<String> messageIds = new HashSet<>();
    Set<String> nonces = new HashSet<>();

    for (int i = 0; i < 100; i++) {
      OutcomeRequest request = requests.replace(TARGET, BigDecimal.ONE);
      messageIds.add(request.messageId());
      nonces.add(header(request).get("oauth_nonce"));
      assertEquals("1700000000", header(request).get("oauth_timestamp"));
    }

    assertEquals(100, messageIds.size());
    assertEquals(100, nonces.size());
    assertNotEquals(messageIds, nonces);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/relative",
        "ftp://lms/x",
        "file:///etc/passwd",
        "https://u:p@lms/x",
        "https://lms/a b",
        "https://lms/?a=%ff",
        "https://lms/?a=%zz"
      })
  @Requirement("BO-02")
  void anAddressThatCannotBeSignedIsRefused(String url) {
    OutcomeTarget target = new OutcomeTarget(url, "s", "k", "x", SignatureMethod.HMAC_SHA1);

    Refused refused = assertThrows(Refused.class, () -> requests.read(target));

    assertEquals(OutcomeReason.URL_UNUSABLE, refused.reason());
  }

  @Test
  void noSecretAndNoNameIsEverPrinted() {
    assertFalse(TARGET.toString().contains("secret"));
    assertFalse(requests.read(TARGET).toString().contains("3124567"));
  }

  private static OutcomeTarget target(String sourcedId) {
    return new OutcomeTarget(URL, sourcedId, "12345", "secret", SignatureMethod.HMAC_SHA1);
  }

  private static Map<String, String> header(OutcomeRequest request) {
    Map<String, String> parameters = new java.util.TreeMap<>();
    Matcher pairs =
        Pattern.compile("([a-z_]+)=\"([^\"]*)\"").matcher(request.headers().get("Authorization"));
    while (pairs.find()) {
      parameters.put(pairs.group(1), URLDecoder.decode(pairs.group(2), UTF_8));
    }
    return parameters;
  }

  private static String sourcedIdIn(byte[] xml) throws Exception {
    Document document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml));
    return document.getElementsByTagName("sourcedId").item(0).getTextContent();
  }
}
