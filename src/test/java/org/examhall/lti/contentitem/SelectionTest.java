package org.examhall.lti.contentitem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import org.examhall.kernel.fault.Reason;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.lti.Fault;
import org.examhall.lti.IndependentSigner;
import org.examhall.lti.Recording;
import org.examhall.lti.TestLaunch;
import org.examhall.lti.TestVerifier;
import org.examhall.lti.launch.LaunchTerms;
import org.examhall.lti.oauth.FormKey;
import org.examhall.lti.oauth.FormParser;
import org.examhall.lti.oauth.FormSigner;
import org.examhall.lti.oauth.Parameter;
import org.examhall.lti.oauth.Parameters;
import org.examhall.lti.oauth.PublicUrl;
import org.examhall.lti.oauth.SharedKey;
import org.examhall.lti.oauth.SignatureMethod;
import org.examhall.lti.oauth.SignedForm;
import org.examhall.lti.oauth.SignedRequest;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
  private static final String KEY = "vec-consumer-key";
  private static final FormKey SIGNED_WITH =
      new FormKey(KEY, Recording.secretOf(KEY), SignatureMethod.HMAC_SHA1);

  private final Json json = new Json();
  private final Recording asked = Recording.named("lti11-contentitem-selection.1-request");
  private final Recording returned = Recording.named("lti11-contentitem-selection.2-return");

  @Test
  @Requirement("CI-01")
  void whatMoodleAsksForIsRead() {
    SelectionRequest request = recorded();

    assertEquals(Optional.of("2"), request.course().id());
    assertEquals(Optional.of("Tess O'Teacher"), request.person().fullName());
    assertEquals(Optional.of("Seed"), request.title());
    assertEquals(Optional.empty(), request.text());
    assertEquals(Optional.of("mid term"), request.custom().find("exam"));
    assertEquals(returned.url(), request.returnTo().url());
    assertEquals(List.of("frame", "iframe", "window"), request.returnTo().targets());
    assertEquals(Optional.empty(), request.returnTo().data());
    assertEquals(true, request.returnTo().multiple() && request.returnTo().takesLinks());
  }

  @Test
  @Requirement("CI-01")
  void theOtherRequestOfMoodleIsReadToo() {
    SelectionRequest request = recorded(Recording.named("lti11-contentitem-request"));

    assertEquals(Optional.of("2"), request.course().id());
    assertEquals(true, request.returnTo().takesLinks());
  }

  @Test
  @Requirement({"CI-02", "CI-03"})
  void theAnswerSaysWhatMoodleUnderstoodAndIsSignedOverTheReturnAddressToo() {
    JsonNode understood =
        json.tree(form(returned.requestBody()).first("content_items").orElseThrow())
            .orElseThrow()
            .at("/@graph/0");

    SignedForm form =
        answers("nonce").chosen(SIGNED_WITH, recorded().returnTo(), List.of(picked()), "");

    JsonNode ours = json.tree(field(form, "content_items")).orElseThrow().at("/@graph/0");
    for (String part : List.of("@type", "mediaType", "title", "text", "url", "custom")) {
      assertEquals(understood.get(part), ours.get(part), part);
    }
    assertEquals(understood.at("/lineItem/label"), ours.at("/lineItem/label"));
    assertEquals(
        understood.at("/lineItem/assignedActivity/activityId"),
        ours.at("/lineItem/assignedActivity/activityId"));
    assertEquals(12, ours.at("/lineItem/scoreConstraints/normalMaximum").asInt());
    assertEquals(understood.get("placementAdvice"), ours.get("placementAdvice"));
    assertEquals(returned.url(), form.action());
    assertEquals(independently(form), field(form, "oauth_signature"));
  }

  @Test
  @Requirement("CI-02")
  void theFormThatMoodleAcceptedGetsTheSameSignatureFromUs() {
    Parameters sent = form(returned.requestBody());
    List<Parameter> fields = sent.where(p -> !p.name().startsWith("oauth_")).stream().toList();

    SignedForm form =
        new FormSigner(at(sent), () -> sent.first("oauth_nonce").orElseThrow())
            .sign(SIGNED_WITH, returned.url(), fields);

    assertEquals(sent.first("oauth_signature").orElseThrow(), field(form, "oauth_signature"));
  }

  @Test
  @Requirement("CI-02")
  void cancellingAndFailingSendNoItemsAndDataGoesBackByteForByte() {
    String data = " {\"a\":\"<é>\"}\r\n";
    SelectionReturn returnTo = returnTo(false, Optional.of(data));

    SignedForm cancelled = answers("n").cancelled(SIGNED_WITH, returnTo);
    SignedForm failed = answers("n").failed(SIGNED_WITH, returnTo, "No", "CODE");

    assertEquals(data, field(cancelled, "data"));
    assertFalse(cancelled.fields().stream().anyMatch(p -> p.name().equals("content_items")));
    assertEquals("No", field(failed, "lti_errormsg"));
    assertEquals("CODE", field(failed, "lti_errorlog"));
    assertEquals("ContentItemSelection", field(failed, "lti_message_type"));
  }

  @Test
  @Requirement("CI-03")
  void severalItemsOrOtherTypesThanAcceptedAreRefused() {
    SelectionReturn one = returnTo(false, Optional.empty());
    SelectionReturn pictures =
        new SelectionReturn(one.url(), List.of("image/*"), List.of(), true, Optional.empty());

    assertEquals(SelectionReason.ONE_ONLY, refusal(one, List.of(picked(), picked())));
    assertEquals(SelectionReason.NO_LINKS, refusal(pictures, List.of(picked())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content_item_return_url",
        "accept_media_types",
        "accept_presentation_document_targets"
      })
  @Requirement("CI-01")
  void aMissingFieldIsNamed(String name) {
    Refused refused = assertThrows(Refused.class, () -> read(request().without(name)));

    assertEquals(Fault.SELECTION_INCOMPLETE, refused.reason());
    assertEquals(List.of(name), refused.details());
  }

  @Test
  @Requirement({"CI-04", "I34"})
  void onlyStaffSelectAndOnlyBackToAWebAddressOfThePlatformsOwnForm() {
    TestLaunch learner = request().set("roles", "Learner");
    TestLaunch institution = request().set("roles", "urn:lti:instrole:ims/lis/Instructor");
    TestLaunch script = request().set("content_item_return_url", "javascript:alert(1)");
    TestLaunch inTheAddress =
        request()
            .without("content_item_return_url")
            .at(TestLaunch.URL + "?content_item_return_url=https%3A%2F%2Fevil.example");
    TestLaunch twice = request().with("content_item_return_url", "https://evil.example/");

    assertEquals(Fault.SELECTION_BY_OTHERS, fault(learner));
    assertEquals(Fault.SELECTION_BY_OTHERS, fault(institution));
    assertEquals(Fault.SELECTION_INCOMPLETE, fault(script));
    assertEquals(Fault.SELECTION_INCOMPLETE, fault(inTheAddress));
    assertEquals(Fault.FIELD_AMBIGUOUS, fault(twice));
  }

  @Test
  @Requirement("CI-05")
  void canvasIsAnsweredInItsOlderWay() {
    OlderReturn older =
        older(
                TestLaunch.ordinary()
                    .with("ext_content_return_types", "lti_launch_url,iframe")
                    .with("ext_content_return_url", "https://canvas.example/back?a=1#f"))
            .orElseThrow();

    String back =
        older.chosen(
            OlderReturn.Type.LTI_LAUNCH_URL,
            "https://exams.example/lti11/launch?a=b&c",
            "Mid & term",
            new OlderReturn.Size(800, 600));

    assertEquals(
        "https://canvas.example/back?a=1&return_type=lti_launch_url"
            + "&url=https%3A%2F%2Fexams.example%2Flti11%2Flaunch%3Fa%3Db%26c"
            + "&title=Mid%20%26%20term&text=Mid%20%26%20term&width=800&height=600#f",
        back);
    assertEquals(true, older.takes(OlderReturn.Type.IFRAME));
    assertEquals(false, older.takes(OlderReturn.Type.FILE));
  }

  @Test
  @Requirement("CI-05")
  void theDirectiveFromBeforeThatIsUnderstoodAndAnOrdinaryLaunchAsksForNothing() {
    TestLaunch directed =
        TestLaunch.ordinary()
            .with("selection_directive", "select_link")
            .with("launch_presentation_return_url", "https://canvas.example/back");

    assertEquals(Optional.of("https://canvas.example/back"), older(directed).map(OlderReturn::url));
    assertEquals(
        Optional.empty(),
        older(TestLaunch.ordinary().with("launch_presentation_return_url", "https://x.example/")));
  }

  private SelectionRequest recorded() {
    return recorded(asked);
  }

  private static SelectionRequest recorded(Recording asked) {
    long then = asked.json().at("/epochSeconds").asLong();
    SignedRequest request =
        SignedRequest.post(
            PublicUrl.parse(asked.url()),
            asked.header("Content-Type"),
            Optional.empty(),
            asked.requestBody(),
            FormParser.ofLaunches());
    TestVerifier verifier = new TestVerifier(then, SharedKey.of(KEY, Recording.secretOf(KEY)));
    return SelectionRequest.read(verifier.verified(request), LaunchTerms.USUAL);
  }

  private static ContentItem picked() {
    return new ContentItem(
        "http://localhost:18766/lti11/launch?picked=1",
        "Picked 1.1 é",
        "Text",
        Map.of("quiz", "p1"),
        Optional.of("iframe"),
        Optional.of(new ContentItem.LineItem("Picked", "a-9334df-33", new BigDecimal(12))));
  }

  private Reason refusal(SelectionReturn returnTo, List<ContentItem> items) {
    return assertThrows(Refused.class, () -> answers("n").chosen(SIGNED_WITH, returnTo, items, ""))
        .reason();
  }

  private static SelectionReturn returnTo(boolean multiple, Optional<String> data) {
    return new SelectionReturn(
        "https://lms.example/back?x=1", List.of("*/*"), List.of("iframe"), multiple, data);
  }

  private SelectionAnswers answers(String nonce) {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(TestLaunch.NOW), ZoneOffset.UTC);
    return new SelectionAnswers(new FormSigner(clock, () -> nonce), json);
  }

  private static TestLaunch request() {
    return TestLaunch.ordinary()
        .without("resource_link_id")
        .set("lti_message_type", "ContentItemSelectionRequest")
        .with("roles", "Instructor")
        .with("accept_media_types", "*/*")
        .with("accept_presentation_document_targets", "iframe")
        .with("content_item_return_url", "https://lms.example/back");
  }

  private static SelectionRequest read(TestLaunch launch) {
    return SelectionRequest.read(
        TestVerifier.ordinary().verified(launch.signed().request()), LaunchTerms.USUAL);
  }

  private static Reason fault(TestLaunch launch) {
    return assertThrows(Refused.class, () -> read(launch)).reason();
  }

  private static Optional<OlderReturn> older(TestLaunch launch) {
    return OlderReturn.of(TestVerifier.ordinary().verified(launch.signed().request()));
  }

  private static Clock at(Parameters sent) {
    long seconds = Long.parseLong(sent.first("oauth_timestamp").orElseThrow());
    return Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
  }

  private static Parameters form(byte[] body) {
    return FormParser.ofLaunches().parse(body);
  }

  private static String field(SignedForm form, String name) {
    return Parameters.of(form.fields()).first(name).orElseThrow();
  }

  private static String independently(SignedForm form) {
    List<Entry<String, String>> fields =
        form.fields().stream().map(p -> Map.entry(p.name(), p.value())).toList();
    return IndependentSigner.sign(
        "HmacSHA1",
        IndependentSigner.key(Recording.secretOf(KEY), ""),
        "POST",
        form.action(),
        fields);
  }
}
