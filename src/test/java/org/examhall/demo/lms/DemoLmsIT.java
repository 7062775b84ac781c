package org.examhall.demo.lms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.examhall.demo.lms.lti.OAuth.Parameter;
import org.examhall.demo.lms.lti.SignedLaunch;
import org.examhall.demo.lms.lti.Tool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoLmsIT {
  private static final Tool TOOL =
      new Tool(URI.create("http://localhost:1/lti11/launch"), "demo-key", "s3cr&t/é+ =%");

  DemoLms lms;
  Activity activity;
  Person student;
  OutcomeClient client;

  @BeforeEach
  void start() {
    lms = DemoLms.start(DemoLms.Options.forTest(TOOL));
    activity = lms.course().activities().get(0);
    student = lms.course().students().get(0);
    client = new OutcomeClient(lms.url().resolve("/outcomes"), TOOL);
  }

  @AfterEach
  void stop() {
    lms.close();
  }

  @Test
  void aLaunchCarriesASignatureThatAnotherLibraryAgreesWith() throws Exception {
    SignedLaunch launch = lms.launch(lms.course().students().get(2), activity).sign();

    Map<String, String> signed = fields(launch);
    signed.remove("oauth_signature");

    String expected = OutcomeClient.Signpost.sign(launch.url(), signed, TOOL.secret());
    assertEquals(expected, launch.value("oauth_signature"));
  }

  @Test
  void everyLaunchHasANonceAndASourcedIdOfItsOwn() {
    SignedLaunch one = lms.launch(student, activity).sign();
    SignedLaunch other = lms.launch(student, activity).sign();

    assertNotEquals(one.value("oauth_nonce"), other.value("oauth_nonce"));
    assertNotEquals(one.value("lis_result_sourcedid"), other.value("lis_result_sourcedid"));
  }

  @Test
  void oneStudentHasALongNameInManyScripts() {
    String name = lms.course().students().get(2).name();

    long scripts = name.codePoints().mapToObj(Character.UnicodeScript::of).distinct().count();

    assertTrue(name.length() >= 60 && scripts >= 5, name);
  }

  @Test
  void aGradeIsStoredReadAndDeleted() throws Exception {
    var replaced = client.send(OutcomeClient.replace(sourcedId(), "0.6667"));
    Optional<Grade> stored = lms.course().findGrade(activity.id(), student.id());
    var read = client.send(OutcomeClient.read(sourcedId()));
    var deleted = client.send(OutcomeClient.delete(sourcedId()));

    assertSuccess(replaced);
    assertEquals(new BigDecimal("0.6667"), stored.orElseThrow().score());
    assertSuccess(read);
    assertTrue(read.body().contains("<textString>0.6667</textString>"));
    assertSuccess(deleted);
    assertEquals(Optional.empty(), lms.course().findGrade(activity.id(), student.id()));
  }

  @Test
  void anOutcomeAddressWithAQueryIsSignedWithIt() throws Exception {
    client = new OutcomeClient(lms.url().resolve("/outcomes?section=a%20b&x="), TOOL);

    var response = send("1");

    assertSuccess(response);
  }

  static Stream<Named<Consumer<OutcomeClient>>> spoilings() {
    return Stream.of(
        Named.of("body changed after signing", c -> c.sentBodySuffix = " "),
        Named.of("trailing newline", c -> c.signedBodySuffix = c.sentBodySuffix = "\n"),
        Named.of("no User-Agent", c -> c.userAgent = ""),
        Named.of("charset in Content-Type", c -> c.contentType = "application/xml; charset=utf-8"),
        Named.of("clock too slow", c -> c.clockAhead = Duration.ofSeconds(-400)),
        Named.of("clock too fast", c -> c.clockAhead = Duration.ofSeconds(400)));
  }

  @ParameterizedTest
  @MethodSource("spoilings")
  void aSpoiltRequestIsRefused(Consumer<OutcomeClient> spoil) throws Exception {
    spoil.accept(client);

    var response = send("0.5");

    assertEquals(4, response.statusCode() / 100);
    assertTrue(response.body().contains("<imsx_codeMajor>failure</imsx_codeMajor>"));
    assertEquals(List.of(), lms.course().grades());
    assertEquals(1, lms.outcomes().count("refused"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.01", "-0.1", "1E-1", "0,5", "NaN", ".5", " 0.5"})
  void aScoreThatIsNotADecimalFromZeroToOneIsRefused(String score) throws Exception {
    var response = send(score);

    assertEquals(422, response.statusCode());
    assertEquals(List.of(), lms.course().grades());
  }

  @Test
  void aNonceWorksOnce() throws Exception {
    client.nonce = "always-the-same";

    var first = send("0.5");
    var second = send("0.6");

    assertSuccess(first);
    assertEquals(401, second.statusCode());
    assertTrue(second.body().contains("oauth_nonce was used before"));
  }

  @Test
  void aSecretThatIsNotOursIsRefused() throws Exception {
    lms.connect(new Tool(TOOL.launchUrl(), TOOL.key(), "another"));

    var response = send("0.5");

    assertEquals(401, response.statusCode());
  }

  @Test
  void aSourcedIdThatTheLmsDidNotIssueIsRefused() throws Exception {
    String forged = sourcedId().replace("\"s1\"", "\"s2\"");

    var response = client.send(OutcomeClient.replace(forged, "1"));

    assertEquals(422, response.statusCode());
    assertEquals(List.of(), lms.course().grades());
  }

  @ParameterizedTest
  @CsvSource({
    "FAIL_500,          500",
    "UNAUTHORIZED_401,  401",
    "FORBIDDEN_403,     403",
    "TOO_MANY_429,      429",
    "FAILURE_422,       422",
    "FAILURE_200,       200",
    "GARBAGE_HTML,      200",
    "GARBAGE_NOT_XML,   200",
    "GARBAGE_DOCTYPE,   200",
    "EMPTY,             200",
    "REDIRECT_302,      302",
  })
  void orderedTroubleComesOnceAndNothingIsStored(Behaviour behaviour, int status) throws Exception {
    lms.orders().add(Orders.Order.always(behaviour).times(1));

    var troubled = send("0.5");
    List<Grade> gradesThen = lms.course().grades();
    var afterwards = send("0.5");

    assertEquals(status, troubled.statusCode());
    assertTrue(!troubled.body().contains("<imsx_codeMajor>success</imsx_codeMajor>"));
    assertEquals(List.of(), gradesThen);
    assertSuccess(afterwards);
    assertEquals(1, lms.outcomes().count(behaviour.label()));
  }

  @Test
  void tooManyRequestsComeWithATimeToWait() throws Exception {
    lms.orders().add(Orders.Order.always(Behaviour.TOO_MANY_429).millis(7_000));

    var response = send("0.5");

    assertEquals(Optional.of("7"), response.headers().firstValue("Retry-After"));
  }

  @Test
  void aHugeAnswerReallyIsHuge() throws Exception {
    lms.orders().add(Orders.Order.always(Behaviour.GARBAGE_HUGE));

    long bytes = client.countBytes(OutcomeClient.replace(sourcedId(), "0.5"));

    assertEquals(50L * 1024 * 1024, bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLOSE", "CLOSE_MID_BODY"})
  void aBrokenConnectionGivesNoAnswer(Behaviour behaviour) {
    lms.orders().add(Orders.Order.always(behaviour));

    assertThrows(IOException.class, () -> send("0.5"));

    boolean stored = lms.course().findGrade(activity.id(), student.id()).isPresent();
    assertEquals(behaviour == Behaviour.CLOSE_MID_BODY, stored);
  }

  @Test
  void aStallOutlastsAnImpatientTool() {
    lms.orders().add(Orders.Order.always(Behaviour.STALL).millis(60_000));
    client.patience = Duration.ofMillis(300);

    assertThrows(HttpTimeoutException.class, () -> send("0.5"));

    assertTrue(lms.course().findGrade(activity.id(), student.id()).isPresent());
  }

  @Test
  void troubleCanBeForOnePersonAlone() throws Exception {
    lms.orders().add(Orders.Order.always(Behaviour.FAIL_500).of(lms.course().students().get(1)));

    var response = send("0.5");

    assertSuccess(response);
  }

  private HttpResponse<String> send(String score) throws Exception {
    return client.send(OutcomeClient.replace(sourcedId(), score));
  }

  private String sourcedId() {
    return lms.launch(student, activity).sign().value("lis_result_sourcedid");
  }

  private static void assertSuccess(HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    assertTrue(response.body().contains("<imsx_codeMajor>success</imsx_codeMajor>"));
  }

  private static Map<String, String> fields(SignedLaunch launch) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Parameter field : launch.fields()) {
      fields.put(field.name(), field.value());
    }
    return fields;
  }
}
