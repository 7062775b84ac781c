package org.examhall.lti.deeplink;

import static org.examhall.lti.TestToken.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.examhall.kernel.json.Json;
import org.examhall.lti.ClaimNames;
import org.examhall.lti.Fault13;
import org.examhall.lti.deeplink.DeepLinkResponse.Words;
import org.examhall.lti.deeplink.LinkItem.LineItem;
import org.examhall.lti.deeplink.LinkItem.Period;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeepLinkTest {
  private static final String RETURN = "\"deep_link_return_url\":\"https://lms/r?sesskey=abc\"";
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000L);

  @Test
  @Requirement("DL-01")
  void settingsAreReadWhateverTypesTheyAccept() {
    DeepLinkSettings settings =
        settings(
            "\"accept_types\":[\"link\",\"file\"],\"accept_multiple\":\"true\","
                + "\"accept_presentation_document_targets\":\"iframe\",\"title\":\"T\"");

    assertEquals(Set.of("link", "file"), settings.acceptTypes());
    assertEquals(Set.of("iframe"), settings.documentTargets());
    assertTrue(settings.acceptMultiple());
    assertTrue(settings.acceptLineItem());
    assertEquals(Optional.of("T"), settings.title());
    assertEquals("https://lms/r?sesskey=abc", settings.returnUrl().plain());
    assertFalse(settings.toString().contains("abc"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        "{\"deep_link_return_url\":\"javascript:alert(1)\"}",
        "{\"deep_link_return_url\":\"/relative\"}"
      })
  @Requirement({"DL-01", "I34"})
  void withoutAnAddressToGoBackToThereIsNoSelection(String claim) {
    assertEquals(
        Optional.of(Fault13.SETTINGS_RETURN_URL_UNUSABLE),
        fault(() -> DeepLinkSettings.read(json(claim))));
  }

  @Test
  @Requirement({"DL-03", "DL-05", "DL-06"})
  void oneLinkIsSentWhole() {
    LinkItem item =
        new LinkItem(
            Optional.of("https://exams/lti13/launch"),
            "Quiz é",
            Optional.of("Text"),
            Map.of("resource", "42"),
            Optional.of(
                new LineItem(
                    new BigDecimal("1E+2"),
                    "Quiz",
                    "r-42",
                    Optional.of("exam"),
                    Optional.of(true))),
            new Period(Optional.of(NOW), Optional.empty()),
            new Period(Optional.empty(), Optional.of(NOW)));

    JsonNode claims = answer(settings("\"accept_types\":[\"ltiResourceLink\"]"), item);

    assertEquals(
        json(
            """
            [{"type":"ltiResourceLink","url":"https://exams/lti13/launch","title":"Quiz é",
              "text":"Text","custom":{"resource":"42"},
              "lineItem":{"scoreMaximum":100,"label":"Quiz","resourceId":"r-42","tag":"exam",
                          "submissionReview":{"reviewableStatus":["InProgress","Completed"]},
                          "gradesReleased":true},
              "available":{"startDateTime":"2023-11-14T22:13:20Z"},
              "submission":{"endDateTime":"2023-11-14T22:13:20Z"}}]
            """),
        json(claims.get(ClaimNames.deepLinking("content_items")).toString()));
  }

  @Test
  @Requirement("DL-03")
  void theAnswerIsAsStrictPlatformsWantIt() {
    JsonNode claims = answer(settings("\"accept_types\":[\"ltiResourceLink\"]"), plain());

    assertEquals("client-1", claims.get("iss").asText());
    assertEquals("client-1", claims.path("sub").asText());
    assertEquals("https://lms", claims.get("aud").asText());
    assertEquals("n1", claims.get("nonce").asText());
    assertTrue(claims.get("iat").asLong() < NOW.getEpochSecond());
    assertTrue(claims.get("exp").asLong() - claims.get("iat").asLong() <= 600);
    assertEquals("d1", claims.get(ClaimNames.core("deployment_id")).asText());
    assertEquals("LtiDeepLinkingResponse", claims.get(ClaimNames.core("message_type")).asText());
    assertEquals("1.3.0", claims.get(ClaimNames.core("version")).asText());
    assertEquals(10, claims.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"a \\\"b\\\" é\\u2028 & <c>\"", "\" x \"", "7", "{\"a\":[1]}"})
  @Requirement("DL-03")
  void dataComesBackAsItIs(String data) {
    JsonNode claims =
        answer(settings("\"accept_types\":[\"ltiResourceLink\"],\"data\":" + data), plain());

    assertEquals(json(data), claims.get(ClaimNames.deepLinking("data")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"data\":null"})
  @Requirement("DL-03")
  void dataThatWasNotSentDoesNotComeBack(String data) {
    JsonNode claims = answer(settings("\"accept_types\":[\"ltiResourceLink\"]" + data), plain());

    assertFalse(claims.has(ClaimNames.deepLinking("data")));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"accept_types\":[\"link\"]', 1, ITEM_TYPE_NOT_ACCEPTED",
    "'\"accept_types\":[\"ltiResourceLink\"]', 2, ITEMS_TOO_MANY",
    "'\"accept_types\":[\"ltiResourceLink\"],\"accept_multiple\":false', 2, ITEMS_TOO_MANY",
    "'\"accept_types\":[\"ltiResourceLink\"],\"accept_multiple\":true', 2, ",
    "'\"accept_types\":\"ltiResourceLink\"', 1, ",
    "'\"accept_types\":[\"link\"]', 0, "
  })
  @Requirement("DL-05")
  void onlyWhatWasOfferedIsSent(String members, int items, Fault13 expected) {
    List<LinkItem> chosen = Collections.nCopies(items, plain());

    Optional<Fault13> fault = fault(() -> ChosenItems.of(chosen, settings(members)));

    assertEquals(Optional.ofNullable(expected), fault);
  }

  @Test
  @Requirement("DL-05")
  void whatIsAbsentOrNotWantedIsLeftOut() {
    LineItem column = new LineItem(BigDecimal.TEN, "Q", "r", Optional.empty(), Optional.empty());
    LinkItem item =
        new LinkItem(
            Optional.empty(),
            "T",
            Optional.empty(),
            Map.of(),
            Optional.of(column),
            Period.ALWAYS,
            Period.ALWAYS);

    JsonNode claims =
        answer(
            settings("\"accept_types\":[\"ltiResourceLink\"],\"accept_lineitem\":\"false\""), item);

    assertEquals(
        "[{\"type\":\"ltiResourceLink\",\"title\":\"T\"}]",
        claims.get(ClaimNames.deepLinking("content_items")).toString());
    assertThrows(
        IllegalArgumentException.class,
        () -> new LineItem(BigDecimal.ZERO, "Q", "r", Optional.empty(), Optional.empty()));
  }

  @Test
  @Requirement("DL-07")
  void cancellingAnswersWithNoItems() {
    Words words =
        new Words(Optional.of("Bye"), Optional.of("l"), Optional.of("e"), Optional.of("el"));

    JsonNode claims = response(Optional.empty()).claims(ChosenItems.none(), words, NOW, "n1");

    assertEquals("[]", claims.get(ClaimNames.deepLinking("content_items")).toString());
    assertEquals("Bye", claims.get(ClaimNames.deepLinking("msg")).asText());
    assertEquals("e", claims.get(ClaimNames.deepLinking("errormsg")).asText());
    assertEquals("l", claims.get(ClaimNames.deepLinking("log")).asText());
    assertEquals("el", claims.get(ClaimNames.deepLinking("errorlog")).asText());
  }

  private static LinkItem plain() {
    return new LinkItem(
        Optional.empty(),
        "T",
        Optional.empty(),
        Map.of("resource", "1"),
        Optional.empty(),
        Period.ALWAYS,
        Period.ALWAYS);
  }

  private static JsonNode answer(DeepLinkSettings settings, LinkItem item) {
    return response(settings.data())
        .claims(ChosenItems.of(List.of(item), settings), Words.NONE, NOW, "n1");
  }

  private static DeepLinkResponse response(Optional<JsonNode> data) {
    return new DeepLinkResponse("https://lms", "client-1", "d1", data);
  }

  private static DeepLinkSettings settings(String members) {
    return DeepLinkSettings.read(json("{" + RETURN + "," + members + "}"));
  }

  private static JsonNode json(String text) {
    return new Json().tree(text).orElseThrow();
  }
}
