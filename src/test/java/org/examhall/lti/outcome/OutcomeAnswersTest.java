package org.examhall.lti.outcome;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.examhall.lti.outcome.OutcomeAnswer.Failure;
import org.examhall.lti.outcome.OutcomeAnswer.NotAnOutcome;
import org.examhall.lti.outcome.OutcomeAnswer.Processing;
import org.examhall.lti.outcome.OutcomeAnswer.Success;
import org.examhall.lti.outcome.OutcomeAnswer.Unsupported;
import org.examhall.lti.outcome.OutcomeAnswer.Why;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeAnswersTest {
  private static final String NAMESPACE =
      "http://www.imsglobal.org/services/ltiv1p1/xsd/imsoms_v1p0";

  private final OutcomeAnswers answers = new OutcomeAnswers();

  @ParameterizedTest
  @ValueSource(strings = {"success", "Success", " SUCCESS\n"})
  @Requirement("BO-07")
  void successIsReadInAnyCase(String code) {
    OutcomeAnswer answer = read(200, envelope(code, "Done"));

    assertEquals(new Success(Optional.empty(), true, "Done"), answer);
  }

  @Test
  @Requirement("BO-07")
  void aMissingNamespaceIsToleratedAndAForeignOneIsNot() {
    String none = envelope("success", "Done").replace(" xmlns=\"" + NAMESPACE + "\"", "");
    String prefixed =
        envelope("success", "Done")
            .replace("xmlns=", "xmlns:p=")
            .replaceAll("<(/?)(?=imsx|replace)", "<$1p:");
    String foreign = envelope("success", "Done").replace(NAMESPACE, "http://example.org/other");

    assertInstanceOf(Success.class, read(200, none));
    assertInstanceOf(Success.class, read(200, prefixed));
    assertEquals(Why.OTHER_XML, why(200, foreign));
  }

  @Test
  @Requirement({"BO-07", "I10"})
  void successAnywhereElseInTheTextIsNoSuccess() {
    String inDescription = envelope("failure", "no success: &lt;imsx_codeMajor>success");
    String inBody =
        envelope("failure", "x")
            .replace("<replaceResultResponse/>", "<imsx_codeMajor>success</imsx_codeMajor>");
    String twice =
        envelope("failure", "x")
            .replace("<imsx_severity>", "<imsx_codeMajor>success</imsx_codeMajor><imsx_severity>");
    String inComment = envelope("<!-- success -->failure", "x");

    assertInstanceOf(Failure.class, read(200, inDescription));
    assertInstanceOf(Failure.class, read(200, inBody));
    assertEquals(Why.NO_CODE, why(200, twice));
    assertInstanceOf(Failure.class, read(200, inComment));
  }

  @Test
  @Requirement("BO-07")
  void theOtherCodesAreTold() {
    OutcomeAnswer processing = read(200, envelope("processing", "Later"));
    OutcomeAnswer unsupported = read(200, envelope("unsupported", "frobnicate"));
    OutcomeAnswer failure = read(200, envelope("failure", "No such student"));
    OutcomeAnswer strange = read(200, envelope("perhaps", ""));

    assertEquals(new Processing("Later"), processing);
    assertEquals(new Unsupported("frobnicate"), unsupported);
    assertEquals(new Failure("status", Optional.empty(), "No such student"), failure);
    assertInstanceOf(NotAnOutcome.class, strange);
  }

  @Test
  @Requirement({"BO-07", "BO-08", "BO-13"})
  void canvasFailsWith422AndItsOwnCode() {
    String body =
        envelope("failure", "Course not available for student")
            .replace(
                "<imsx_severity>status</imsx_severity>",
                "<imsx_severity>error</imsx_severity>"
                    + "<ext_canvas_error_code>no_score</ext_canvas_error_code>");

    OutcomeAnswer answer = read(422, body);

    assertEquals(
        new Failure("error", Optional.of("no_score"), "Course not available for student"), answer);
  }

  @Test
  @Requirement({"BO-07", "BO-08"})
  void successUnderAFailingStatusIsNoSuccess() {
    assertEquals(Why.STATUS_CONTRADICTS, why(500, envelope("success", "Done")));
    assertInstanceOf(Success.class, read(201, envelope("success", "Done")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "302 | <html>login</html> | REDIRECT",
        "200 | '' | EMPTY",
        "200 | <!DOCTYPE html><html><body>Log in</body></html> | DOCTYPE",
        "200 | <html><body>Log in</body></html> | OTHER_XML",
        "503 | Service unavailable | NOT_XML",
        "200 | <imsx_POXEnvelopeResponse/> | NO_CODE",
        "200 | <imsx_POXEnvelopeResponse> | NOT_XML",
        "200 | {\"error\":\"x\"} | NOT_XML"
      })
  @Requirement("BO-08")
  void whatIsNoOutcomeResponseIsToldInPlainWords(int status, String body, Why why) {
    NotAnOutcome answer = (NotAnOutcome) read(status, body);

    assertEquals(why, answer.why());
    assertEquals(status, answer.httpStatus());
    assertTrue(answer.words().startsWith("The platform's answer (HTTP " + status + ") "));
  }

  @Test
  @Requirement("BO-06")
  void anAnswerToAnotherMessageIsAWarning() {
    String other = envelope("success", "Done").replace(">m1<", ">m2<");
    String none = envelope("success", "Done").replace(">m1<", "><");

    assertFalse(((Success) read(200, other)).refersToUs());
    assertTrue(((Success) read(200, none)).refersToUs());
  }

  @ParameterizedTest
  @CsvSource({
    "0.85, 0.85",
    "0, 0",
    "1, 1",
    "' 0.5 ', 0.5",
    "0.6666667, 0.6666667",
    "6.6E-1, 0.66",
    ".5, 0.5",
    "'',",
    "' ',",
    "A+,",
    "., ",
    "'0,5',",
    "1e999999999,"
  })
  @Requirement("BO-09")
  void aReadGradeIsANumberOrNone(String text, BigDecimal expected) {
    String body =
        envelope("success", "Result read")
            .replace(
                "<replaceResultResponse/>",
                "<readResultResponse><result><resultScore><language>en</language><textString>"
                    + text
                    + "</textString></resultScore></result></readResultResponse>");

    Success answer = (Success) answers.read(request(Operation.READ), 200, body.getBytes(UTF_8));

    assertEquals(
        Optional.ofNullable(expected).map(BigDecimal::stripTrailingZeros),
        answer.score().map(BigDecimal::stripTrailingZeros));
  }

  @Test
  @Requirement("BO-09")
  void aPlatformThatReadsAScoreOutOfEveryOperationDoesNotSupportReading() {
    byte[] body =
        envelope("failure", "Failed to parse score textString from the request").getBytes(UTF_8);

    OutcomeAnswer toRead = answers.read(request(Operation.READ), 200, body);
    OutcomeAnswer toReplace = answers.read(request(Operation.REPLACE), 200, body);

    assertInstanceOf(Unsupported.class, toRead);
    assertInstanceOf(Failure.class, toReplace);
  }

  @Test
  @Requirement("I10")
  void anEntityIsNeverExpandedAndAFileNeverRead(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "success");
    String external = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>";
    String laughs =
        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY e \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";

    Why file = why(200, external + envelope("&e;", ""));
    Why bomb = why(200, laughs + envelope("&e;", ""));

    assertEquals(Why.DOCTYPE, file);
    assertEquals(Why.DOCTYPE, bomb);
    assertInstanceOf(NotAnOutcome.class, read(200, envelope("&e;", "")));
  }

  @Test
  @Requirement("I10")
  void hugeDeepAndWideAnswersAreRefusedQuickly() {
    byte[] fiftyMegabytes = new byte[50 * 1024 * 1024];
    String deep = "<imsx_POXEnvelopeResponse>" + "<a>".repeat(80_000);
    StringBuilder wide = new StringBuilder("<imsx_POXEnvelopeResponse>");
    for (int i = 0; wide.length() < 250_000; i++) {
      wide.append("<e").append(i).append("/>");
    }

    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertEquals(
              Why.TOO_LARGE,
              ((NotAnOutcome) answers.read(request(Operation.READ), 200, fiftyMegabytes)).why());
          assertEquals(Why.OTHER_XML, why(200, deep));
          assertEquals(Why.OTHER_XML, why(200, wide.toString()));
        });
  }

  @Test
  @Requirement("BO-07")
  void otherEncodingsThatXmlDeclaresAreRead() {
    String utf16 = envelope("success", "Größe").replace("UTF-8", "UTF-16");

    OutcomeAnswer answer = answers.read(request(Operation.REPLACE), 200, utf16.getBytes(UTF_16));

    assertEquals("Größe", answer.words());
  }

  @Test
  @Requirement("BO-07")
  void aLongDescriptionIsCutAndAMissingOneReplaced() {
    OutcomeAnswer longOne = read(200, envelope("failure", "😀".repeat(600)));
    OutcomeAnswer none = read(200, envelope("failure", ""));

    assertEquals("😀".repeat(500) + "…", longOne.words());
    assertEquals("The platform answered \"failure\" without a reason.", none.words());
  }

  private OutcomeAnswer read(int status, String body) {
    return answers.read(request(Operation.REPLACE), status, body.getBytes(UTF_8));
  }

  private Why why(int status, String body) {
    return ((NotAnOutcome) read(status, body)).why();
  }

  private static OutcomeRequest request(Operation operation) {
    return new OutcomeRequest(operation, URI.create("https://lms/"), Map.of(), new byte[0], "m1");
  }

  private static String envelope(String code, String description) {
    boolean declared = !code.startsWith("&");
    return (declared ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : "")
        + "<imsx_POXEnvelopeResponse xmlns=\""
        + NAMESPACE
        + "\"><imsx_POXHeader><imsx_POXResponseHeaderInfo><imsx_version>V1.0</imsx_version>"
        + "<imsx_messageIdentifier>77</imsx_messageIdentifier><imsx_statusInfo><imsx_codeMajor>"
        + code
        + "</imsx_codeMajor><imsx_severity>status</imsx_severity><imsx_description>"
        + description
        + "</imsx_description><imsx_messageRefIdentifier>m1</imsx_messageRefIdentifier>"
        + "<imsx_operationRefIdentifier>replaceResultRequest</imsx_operationRefIdentifier>"
        + "</imsx_statusInfo></imsx_POXResponseHeaderInfo></imsx_POXHeader><imsx_POXBody>"
        + "<replaceResultResponse/></imsx_POXBody></imsx_POXEnvelopeResponse>\n";
  }
}
