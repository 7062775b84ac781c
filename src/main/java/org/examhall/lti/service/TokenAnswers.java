package org.examhall.lti.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.examhall.kernel.json.Json;
import org.examhall.lti.service.ServiceAnswer.Verdict;
import org.examhall.lti.service.TokenAnswer.Denied;
import org.examhall.lti.service.TokenAnswer.Granted;

/**
 * Reads answers to token requests.
 *
 * <p>The body decides, whatever media type it claims: Moodle says text/html. Absent: without {@code
 * expires_in} a token lives an hour, without {@code scope} it has what was asked for, without
 * {@code token_type} it is a bearer token. Threads: any. Source: RFC 6749 sections 5.1 and 5.2.
 */
public final class TokenAnswers {
  private static final Duration USUAL_LIFETIME = Duration.ofHours(1);
  private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);
  private static final int MAX_TOKEN_CHARS = 16 * 1024;

  private final Json json;
  private final ServiceAnswers answers;

  /** Reads with this. */
  public TokenAnswers(Json json) {
    this.json = json;
    this.answers = new ServiceAnswers(json);
  }

  /** Reads the answer to a request for {@code scopes}. */
  public TokenAnswer read(Collection<String> scopes, int status, byte[] body) {
    ServiceAnswer answer = answers.read(status, body);
    if (!answer.isDone()) {
      return new Denied(answer.verdict(), answer.words());
    }
    return json.tree(new String(body, StandardCharsets.UTF_8))
        .filter(JsonNode::isObject)
        .map(tree -> granted(tree, scopes).orElseGet(() -> denied(status, body)))
        .orElseGet(() -> denied(status, body));
  }

  private static Optional<TokenAnswer> granted(JsonNode tree, Collection<String> scopes) {
    String token = tree.path("access_token").asText("");
    String type = tree.path("token_type").asText("bearer").toLowerCase(Locale.ROOT);
    boolean usable = token.length() <= MAX_TOKEN_CHARS && token.matches("[!-~]+");
    return usable && type.equals("bearer")
        ? Optional.of(new Granted(token, lifetime(tree), scopes(tree, scopes)))
        : Optional.empty();
  }

  /** A text is as good as a number; what is none of both means the usual. */
  private static Duration lifetime(JsonNode tree) {
    long seconds = tree.path("expires_in").asLong(USUAL_LIFETIME.toSeconds());
    return Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST_LIFETIME.toSeconds())));
  }

  private static Set<String> scopes(JsonNode tree, Collection<String> asked) {
    String said = tree.path("scope").asText("").strip();
    return said.isEmpty() ? Set.copyOf(asked) : Set.copyOf(List.of(said.split("\\s+")));
  }

  private TokenAnswer denied(int status, byte[] body) {
    String words = answers.words(body).orElse("no access token in the answer");
    return new Denied(Verdict.NOT_AN_ANSWER, words + " (HTTP " + status + ")");
  }
}
