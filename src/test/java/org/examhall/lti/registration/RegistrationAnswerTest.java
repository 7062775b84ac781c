package org.examhall.lti.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationAnswerTest {
  private static final String LTI = "https://purl.imsglobal.org/spec/lti-tool-configuration";

  @ParameterizedTest
  @ValueSource(strings = {"\"7\"", "7", "[\"7\"]", "\" 7 \""})
  @Requirement("DR-04")
  void idsMayBeTextsNumbersOrAloneInAList(String id) {
    RegistrationAnswer answer =
        read("{\"client_id\": %s, \"%s\": {\"deployment_id\": %s}}".formatted(id, LTI, id));

    assertEquals("7", answer.clientId());
    assertEquals(Optional.of("7"), answer.deploymentId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a b\"", "[\"a\", \"b\"]", "[\"a b\"]", "\" a   b a\""})
  @Requirement("DR-04")
  void scopesMayBeAListOrWords(String scope) {
    assertEquals(
        List.of("a", "b"), read("{\"client_id\": \"7\", \"scope\": " + scope + "}").scopes());
  }

  @Test
  @Requirement("DR-04")
  void deploymentAndScopesMayBeMissing() {
    RegistrationAnswer answer = read("{\"client_id\": \"7\", \"scope\": null}");

    assertEquals(Optional.empty(), answer.deploymentId());
    assertEquals(List.of(), answer.scopes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"client_id\": null}",
        "{\"client_id\": \"\"}",
        "{\"client_id\": {\"a\": 1}}",
        "{\"client_id\": [\"1\", \"2\"]}"
      })
  @Requirement("DR-04")
  void anAnswerWithoutAClientIdIsRefused(String text) {
    Refused refused = assertThrows(Refused.class, () -> read(text));

    assertEquals(RegistrationReason.ANSWER_UNREADABLE, refused.reason());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token_already_used|token_already_used",
        "{\"error\":  \"invalid\"}|{\"error\": \"invalid\"}",
        "<!doctype html><html><title> Error, x </title>|Error, x",
        "<html>nothing|''"
      })
  @Requirement("DR-05")
  void thePlatformsWordsAreShortAndInOneLine(String body, String words) {
    assertEquals(words, PlatformWords.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @Requirement("DR-05")
  void hugeWordsAreCut() {
    assertEquals(
        500, PlatformWords.of("w".repeat(100_000).getBytes(StandardCharsets.UTF_8)).length());
  }

  private static RegistrationAnswer read(String text) {
    return RegistrationAnswer.read(new Json().tree(text).orElseThrow());
  }
}
