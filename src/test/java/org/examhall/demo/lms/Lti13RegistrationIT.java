package org.examhall.demo.lms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.demo.lms.lti13.Personality;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Registration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Lti13RegistrationIT {
  private static final Tool OLD_TOOL =
      new Tool(URI.create("http://localhost:1/lti11/launch"), "demo-key", "demo-secret");
  private static final String TOOL =
      """
      {"application_type": "web", "response_types": ["id_token"],
       "grant_types": ["implicit", "client_credentials"], "client_name": "Exams",
       "initiate_login_uri": "http://localhost:1/lti13/login",
       "redirect_uris": ["http://localhost:1/lti13/launch"],
       "jwks_uri": "http://localhost:1/lti13/jwks",
       "token_endpoint_auth_method": "private_key_jwt",
       "https://purl.imsglobal.org/spec/lti-tool-configuration":
         {"domain": "localhost:1", "target_link_uri": "http://localhost:1/lti13/launch",
          "claims": ["iss", "sub"],
          "messages": [
            {"type": "LtiDeepLinkingRequest", "target_link_uri": "http://localhost:1/one"},
            {"type": "LtiResourceLinkRequest"},
            {"type": "LtiDeepLinkingRequest", "target_link_uri": "http://localhost:1/two"}]}}
      """;

  DemoLms lms;
  ToolOf13 tool;

  @BeforeEach
  void start() throws Exception {
    lms = DemoLms.start(DemoLms.Options.forTest(OLD_TOOL));
    tool = new ToolOf13();
  }

  @AfterEach
  void stop() {
    lms.close();
    tool.close();
  }

  @Test
  void aToolRegistersOnceWithItsInvitation() throws Exception {
    String token = invite();
    HttpResponse<String> first = register(token, TOOL);
    Optional<Registration> known = lms.platform().registration();
    HttpResponse<String> again = register(token, TOOL);

    JsonNode answer = ToolOf13.JSON.readTree(first.body());
    assertEquals(201, first.statusCode(), first.body());
    assertEquals(known.orElseThrow().clientId(), answer.path("client_id").asText());
    assertEquals("1", answer.path(ToolMetadata.CONFIGURATION).path("deployment_id").asText());
    assertEquals("http://localhost:1/two", known.orElseThrow().selectionUrl().toString());
    assertEquals(401, again.statusCode());
    assertTrue(again.body().contains("token_already_used"), again.body());
    assertEquals(known, lms.platform().registration());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"web\"                   | \"native\"             | 400",
        "\"implicit\", \"client    | \"client               | 400",
        "private_key_jwt           | client_secret_basic    | 400",
        "\"client_name\": \"Exams\"| \"client_name\": \"\"  | 422",
        "\"client_name\": \"Exams\"| \"client_name\": null  | 422",
        "\"localhost:1\"           | \"localhost\"          | 400",
        "/lti13/jwks\"             | /jwks\", \"logo_uri\": \"\" | 422",
        "[\"http://localhost:1/lti13/launch\"] | [\"http://evil.example/\"] | 400",
        "\"initiate_login_uri\"    | \"login_uri\"          | 400",
      })
  void aRegistrationThatIsNotInOrderIsRefusedAndTheInvitationStays(
      String right, String wrong, int status) throws Exception {
    String token = invite();
    HttpResponse<String> refused = register(token, TOOL.replace(right, wrong));

    int afterwards = register(token, TOOL).statusCode();

    assertEquals(status, refused.statusCode(), refused.body());
    assertEquals(201, afterwards);
  }

  @Test
  void withoutAnInvitationNobodyRegisters() throws Exception {
    int status = register("", TOOL).statusCode();
    int guessed = register("guessed", TOOL).statusCode();

    assertEquals(List.of(401, 401), List.of(status, guessed));
    assertEquals(Optional.empty(), lms.platform().registration());
  }

  @Test
  void likeBrightspaceNeitherTokenNorDeploymentIsTold() throws Exception {
    lms.platform().behaveLike(Personality.BRIGHTSPACE);

    String page = page();
    HttpResponse<String> registered = register("", TOOL);

    assertFalse(page.contains("registration_token"), page);
    assertEquals(201, registered.statusCode());
    assertFalse(registered.body().contains("deployment_id"), registered.body());
  }

  @Test
  void likeCanvasTheConfigurationIsForTheTokenAlone() throws Exception {
    lms.platform().add(Quirk.REGISTRATION_TOKEN_FOR_CONFIGURATION);
    String url = lms.url() + "/.well-known/openid-configuration";

    int without = tool.get(URI.create(url)).statusCode();
    int with = tool.call(invite(), "GET", url, "application/json", "").statusCode();

    assertEquals(List.of(401, 200), List.of(without, with));
  }

  @Test
  void theTeacherOpensTheRegistrationPageInAFrame() throws Exception {
    URI url = lms.url().resolve("/as/t1/tool/register");

    String page = tool.post(url, Map.of("url", "http://localhost:1/register/x?y=1")).body();
    int student = tool.post(lms.url().resolve("/as/s1/tool/register"), Map.of()).statusCode();
    int odd = tool.post(url, Map.of("url", "javascript:alert(1)")).statusCode();

    String frame =
        "data-page=\"http://localhost:1/register/x?y=1&amp;openid_configuration=http%3A%2F%2F";
    assertTrue(page.contains(frame), page);
    assertTrue(page.contains("&amp;registration_token="), page);
    assertEquals(List.of(403, 400), List.of(student, odd));
  }

  @Test
  void theTeacherConnectsAToolAndSaysWhichVersionOpensWhat() throws Exception {
    Map<String, String> addresses =
        Map.of(
            "login", "http://localhost:1/lti13/login",
            "launch", "http://localhost:1/lti13/launch",
            "keys", "http://localhost:1/lti13/jwks");
    int early = openBy13("exam-1");
    String unconnected = get("/as/s1/activities/exam-1");
    tool.post(lms.url().resolve("/as/t1/tool"), addresses);
    openBy13("");
    Activity added = lms.course().addActivity("Second exam");

    String connect = get("/as/t1/tool");
    String course = get("/as/t1");
    String inFrame = get("/as/s1/activities/exam-1");
    String inWindow = get("/as/s1/activities/" + added.id() + "/window");

    assertEquals(303, early);
    assertTrue(unconnected.contains("No tool is connected by LTI 1.3 yet"), unconnected);
    assertTrue(connect.contains("A tool is connected."), connect);
    assertTrue(course.contains("Choose from the tool"), course);
    assertTrue(inFrame.contains("name=\"lti_message_hint\""), inFrame);
    assertTrue(inWindow.contains("action=\"http://localhost:1/lti13/login\""), inWindow);
  }

  @Test
  void thePlatformIsKeptBetweenRuns(@TempDir Path folder) throws Exception {
    Optional<Path> file = Optional.of(folder.resolve("course.json"));
    var options = new DemoLms.Options("127.0.0.2", 0, file, OLD_TOOL, Optional.empty());
    String keys;
    List<LineItem> items;
    try (DemoLms before = DemoLms.start(options)) {
      before.platform().behaveLike(Personality.MOODLE);
      before.platform().connect(tool.registration());
      before.launch13(before.course().teacher(), before.course().activities().get(0));
      keys = tool.get(before.url().resolve("/lti13/keys")).body();
      items = before.platform().columns().lineItems();
    }

    try (DemoLms after = DemoLms.start(options)) {
      assertEquals(keys, tool.get(after.url().resolve("/lti13/keys")).body());
      assertEquals(Optional.of(tool.registration()), after.platform().registration());
      assertEquals(items, after.platform().columns().lineItems());
      assertTrue(after.platform().has(Quirk.STAMP_BY_RECEIPT));
    }
  }

  @Test
  void storageIsOfferedTheWayTheLmsDoes() throws Exception {
    lms.platform().connect(tool.registration());
    lms.course().openBy(lms.course().activities().get(0), Version.LTI_13);
    lms.platform().behaveLike(Personality.SAKAI);
    String parent = get("/as/s1/activities/exam-1");
    lms.platform().behaveLike(Personality.CANVAS);
    String frame = get("/as/s1/activities/exam-1");
    lms.platform().behaveLike(Personality.PLAIN);

    String none = get("/as/s1/activities/exam-1");

    assertTrue(parent.contains("name=\"lti_storage_target\" value=\"_parent\""), parent);
    assertTrue(parent.contains("/assets/storage.js"), parent);
    assertTrue(frame.contains("<iframe name=\"post_message_forwarding\""), frame);
    assertFalse(none.contains("storage"), none);
  }

  private int openBy13(String activity) throws Exception {
    Map<String, String> form = Map.of("version", "1.3", "activity", activity);
    return tool.post(lms.url().resolve("/as/t1/tool/version"), form).statusCode();
  }

  private String get(String path) throws Exception {
    return tool.get(lms.url().resolve(path)).body();
  }

  private String page() throws Exception {
    String wish = "{\"url\": \"http://localhost:1/register\"}";
    String url = lms.url() + "/control/invite13";
    String answer = tool.call("", "POST", url, "application/json", wish).body();
    return ToolOf13.JSON.readTree(answer).path("url").asText();
  }

  private String invite() throws Exception {
    String page = page();
    return page.substring(page.indexOf("registration_token=") + "registration_token=".length());
  }

  private HttpResponse<String> register(String token, String body) throws Exception {
    return tool.call(token, "POST", lms.url() + "/lti13/register", "application/json", body);
  }
}
