package org.examhall.demo.lms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.demo.lms.lti13.Claim;
import org.examhall.demo.lms.lti13.Message;
import org.examhall.demo.lms.lti13.Personality;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Signing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Lti13LoginIT {
  private static final Tool OLD_TOOL =
      new Tool(URI.create("http://localhost:1/lti11/launch"), "179248902", "my-lti11-secret");

  static DemoLms lms;
  static ToolOf13 tool;
  Activity activity;
  Person student;

  @BeforeAll
  static void start() throws Exception {
    lms = DemoLms.start(DemoLms.Options.forTest(OLD_TOOL));
    tool = new ToolOf13();
  }

  @AfterAll
  static void stop() {
    lms.close();
    tool.close();
  }

  @BeforeEach
  void connect() {
    lms.platform().behaveLike(Personality.PLAIN);
    lms.platform().connect(tool.registration());
    activity = lms.course().activities().get(0);
    student = lms.course().students().get(0);
  }

  @Test
  void aLoginLeadsToATokenThatThePublishedKeyVerifies() throws Exception {
    Form login = lms.launch13(student, activity).login();

    HttpResponse<String> page = tool.get(authorization(asked(login)));
    SignedJWT token = SignedJWT.parse(hidden(page.body(), "id_token"));

    assertEquals("http://localhost:1/lti13/login", login.url().toString());
    assertEquals("s-1", hidden(page.body(), "state"));
    assertTrue(page.body().contains("action=\"" + ToolOf13.LAUNCH + "\""), page.body());
    assertTrue(isSigned(token));
    assertEquals("n-1", token.getJWTClaimsSet().getClaim("nonce"));
    assertEquals(student.id(), token.getJWTClaimsSet().getSubject());
    assertEquals(Message.RESOURCE_LINK, token.getJWTClaimsSet().getClaim(Claim.MESSAGE_TYPE));
  }

  @ParameterizedTest
  @CsvSource({
    "scope,            openid profile",
    "response_type,    code",
    "nonce,            ''",
    "login_hint,       ''",
    "redirect_uri,     http://localhost:1/lti13/launch/",
    "redirect_uri,     http://evil.example/",
    "lti_message_hint, '{}'",
  })
  void aRequestThatCannotBeTrustedIsShownToNobodyElse(String name, String value) throws Exception {
    Map<String, String> asked = asked(lms.launch13(student, activity).login());
    asked.put(name, value);

    HttpResponse<String> page = tool.get(authorization(asked));

    assertEquals(400, page.statusCode());
    assertFalse(page.body().contains("<form"), page.body());
  }

  @ParameterizedTest
  @CsvSource({
    "client_id,     another,   unauthorized_client",
    "login_hint,    t1,        access_denied",
    "response_mode, query,     invalid_request",
    "prompt,        login,     invalid_request",
  })
  void aWrongRequestIsAnsweredToTheTool(String name, String value, String error) throws Exception {
    Map<String, String> asked = asked(lms.launch13(student, activity).login());
    asked.put(name, value);

    HttpResponse<String> page = tool.get(authorization(asked));

    assertEquals(200, page.statusCode());
    assertEquals(error, hidden(page.body(), "error"));
    assertEquals("s-1", hidden(page.body(), "state"));
    assertFalse(page.body().contains("id_token"), page.body());
  }

  @Test
  void aLaunchComesOnce() throws Exception {
    URI authorization = authorization(asked(lms.launch13(student, activity).login()));

    int first = tool.get(authorization).statusCode();
    int again = tool.get(authorization).statusCode();

    assertEquals(List.of(200, 400), List.of(first, again));
  }

  @Test
  void theAnswerCanBeHadWithoutABrowser() throws Exception {
    Launch13 launch = lms.launch13(student, activity).with("L:roles", List.of()).without("email");

    Form answer = lms.answer(authorization(asked(launch.login())));

    SignedJWT token = SignedJWT.parse(answer.value("id_token"));
    assertEquals(List.of(), token.getJWTClaimsSet().getClaim(Claim.ROLES));
    assertFalse(token.getJWTClaimsSet().getClaims().containsKey("email"));
    assertTrue(isSigned(token));
  }

  @ParameterizedTest
  @EnumSource(
      value = Signing.class,
      names = {"STRANGER", "PUBLIC_KEY_AS_SECRET", "NOTHING"})
  void aForgedTokenIsNotOneOfOurs(Signing forged) throws Exception {
    String jwt = lms.launch13(student, activity).signedWith(forged).idToken("n-1");

    String[] parts = jwt.split("\\.", -1);
    byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    var header = com.nimbusds.jose.JWSHeader.parse("{\"alg\":\"RS256\"}");
    boolean verifies =
        new RSASSAVerifier(published().getKeys().get(0).toRSAKey())
            .verify(header, input, new com.nimbusds.jose.util.Base64URL(parts[2]));

    assertFalse(verifies);
  }

  @Test
  void theKeySetHasOldAndNewKeysUntilTheOldAreWithdrawn() throws Exception {
    String before = published().getKeys().get(0).getKeyID();
    lms.platform().keys().rotate();
    int both = published().getKeys().size();
    lms.platform().keys().withdrawOld();
    JWKSet after = published();

    assertTrue(both >= 2);
    assertNotEquals(before, after.getKeys().get(0).getKeyID());
    assertTrue(after.getKeys().stream().noneMatch(key -> key.getKeyID().equals(before)));
    assertTrue(after.getKeys().stream().noneMatch(com.nimbusds.jose.jwk.JWK::isPrivate));
  }

  @Test
  void aMigratedToolIsToldWhichKeyItHad() {
    lms.platform().add(Quirk.MIGRATION_CLAIM);
    String published =
        MigrationClaim.signature(
            "179248902&689302&https://lmsvendor.com&PM48OJSfGDTAzAo&1551290856&172we8671fd8z",
            "my-lti11-secret");

    Map<String, Object> claims = lms.launch13(student, activity).claims("n-1");

    String claim = String.valueOf(claims.get(Claim.LTI_11));
    assertEquals("lWd54kFo5qU7xshAna6v8BwoBm6tmUjc6GTax6+12ps=", published);
    assertTrue(claim.contains("oauth_consumer_key_sign="), claim);
    assertFalse(claim.contains("my-lti11-secret"), claim);
  }

  @Test
  void theConfigurationSaysWhereEverythingIs() throws Exception {
    String body = tool.get(lms.url().resolve("/.well-known/openid-configuration")).body();

    JsonNode json = ToolOf13.JSON.readTree(body);
    assertEquals(lms.url().toString(), json.path("issuer").asText());
    assertEquals(lms.url() + "/lti13/auth", json.path("authorization_endpoint").asText());
    assertEquals(
        2, json.path(LoginService.PLATFORM_CONFIGURATION).path("messages_supported").size());
  }

  @Test
  void programsStartAndForgeLaunches() throws Exception {
    String wish =
        """
        {"person": "s2", "nonce": "n-9", "state": "s-9", "set": {"iss": "https://other.example"},
         "drop": ["L:roles"], "header": {"kid": "nobody's"}, "signing": "stranger"}
        """;
    URI url = lms.url().resolve("/control/launch13");

    JsonNode form =
        ToolOf13.JSON.readTree(
            tool.call("", "POST", url.toString(), "application/json", wish).body());

    SignedJWT token = SignedJWT.parse(form.path("fields").path(0).path(1).asText());
    assertEquals(ToolOf13.LAUNCH.toString(), form.path("url").asText());
    assertEquals("nobody's", token.getHeader().getKeyID());
    assertEquals("https://other.example", token.getJWTClaimsSet().getIssuer());
    assertFalse(token.getJWTClaimsSet().getClaims().containsKey(Claim.ROLES));
  }

  @ParameterizedTest
  @EnumSource(Personality.class)
  void everyPersonalityStillLaunches(Personality personality) throws Exception {
    lms.platform().behaveLike(personality);

    Form answer = lms.answer(authorization(asked(lms.launch13(student, activity).login())));

    SignedJWT token = SignedJWT.parse(answer.value("id_token"));
    assertTrue(isSigned(token));
    assertEquals(
        lms.platform().deployment(), token.getJWTClaimsSet().getStringClaim(Claim.DEPLOYMENT));
    assertEquals(
        personality == Personality.OPEN_EDX, token.getJWTClaimsSet().getClaim("name") == null);
  }

  private static Map<String, String> asked(Form login) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("scope", "openid");
    asked.put("response_type", "id_token");
    asked.put("response_mode", "form_post");
    asked.put("prompt", "none");
    asked.put("client_id", ToolOf13.CLIENT);
    asked.put("redirect_uri", ToolOf13.LAUNCH.toString());
    asked.put("login_hint", login.value("login_hint"));
    asked.put("lti_message_hint", login.value("lti_message_hint"));
    asked.put("state", "s-1");
    asked.put("nonce", "n-1");
    return asked;
  }

  private static URI authorization(Map<String, String> asked) {
    String query =
        asked.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return URI.create(lms.url() + "/lti13/auth?" + query);
  }

  private static JWKSet published() throws Exception {
    return JWKSet.parse(tool.get(lms.url().resolve("/lti13/keys")).body());
  }

  private static boolean isSigned(SignedJWT token) throws Exception {
    var key = published().getKeyByKeyId(token.getHeader().getKeyID());
    return token.verify(new RSASSAVerifier(key.toRSAKey()));
  }

  private static String hidden(String page, String name) {
    String before = "name=\"" + name + "\" value=\"";
    int start = page.indexOf(before);
    assertTrue(start >= 0, page);
    return page.substring(start + before.length(), page.indexOf('"', start + before.length()));
  }
}
