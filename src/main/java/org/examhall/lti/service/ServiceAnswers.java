package org.examhall.lti.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.kernel.json.Json;
import org.examhall.lti.service.ServiceAnswer.Verdict;

/**
 * Reads whether a service call was successful.
 *
 * <p>The status decides, but for Canvas, which throttles with 403, and for Canvas and Open edX,
 * which call a timestamp too old with 400. The words come from the body alone: Moodle's status line
 * repeats the whole score, with whose it is. Threads: any. Source: AGS 2.0 section 3.4; what LMSs
 * really send.
 */
public final class ServiceAnswers {
  /** More bytes than this are not read; whoever sends may stop one byte later. */
  public static final int MAX_BYTES = 8 * 1024 * 1024;

  private static final int LONGEST_WORDS = 300;

  /** How Canvas and Open edX say that they know a score of this time, or of a later one. */
  private static final List<String> TOO_OLD =
      List.of("before", "older", "earlier", "newer", "later point", "already exists");

  private final Json json;

  /** Reads with this. */
  public ServiceAnswers(Json json) {
    this.json = json;
  }

  /** Reads an answer; the body of one that is done is for others to read. */
  public ServiceAnswer read(int status, byte[] body) {
    if (status / 100 == 2) {
      return new ServiceAnswer(Verdict.DONE, "");
    }
    String words = words(body).orElse("");
    return new ServiceAnswer(
        verdict(status, words.toLowerCase(Locale.ROOT)),
        words.isEmpty() ? "HTTP " + status : words + " (HTTP " + status + ")");
  }

  private static Verdict verdict(int status, String words) {
    return switch (status) {
      case 401 -> Verdict.TOKEN_REFUSED;
      case 403 -> words.contains("rate limit") ? Verdict.LIMITED : Verdict.FORBIDDEN;
      case 404, 410 -> Verdict.GONE;
      case 408, 425 -> Verdict.TROUBLE;
      case 409 -> Verdict.OVERTAKEN;
      case 429 -> Verdict.LIMITED;
      default -> status >= 500 ? Verdict.TROUBLE : byWords(status, words);
    };
  }

  private static Verdict byWords(int status, String words) {
    if (status / 100 != 4) {
      return Verdict.NOT_AN_ANSWER;
    }
    boolean tooOld = words.contains("timestamp") && TOO_OLD.stream().anyMatch(words::contains);
    return tooOld ? Verdict.OVERTAKEN : Verdict.REFUSED;
  }

  /** What the platform says went wrong, cut to a readable length; empty when it does not say. */
  Optional<String> words(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    return json.tree(text)
        .map(ServiceAnswers::said)
        .orElseGet(() -> text.startsWith("<") || text.contains("HTML") ? "" : text)
        .replaceAll("[\\s\\p{Cntrl}]+", " ")
        .strip()
        .transform(words -> Optional.of(cut(words)).filter(cut -> !cut.isEmpty()));
  }

  private static String said(JsonNode tree) {
    JsonNode errors = tree.path("errors");
    return Stream.of(
            tree.path("error_description"),
            tree.path("error"),
            errors.path("message"),
            errors.path(0).path("message"),
            tree.path("message"),
            tree.path("reason"),
            tree.path("detail"),
            tree)
        .filter(JsonNode::isTextual)
        .map(node -> node.asText("").replaceFirst("(?s)\\{.*", "")) // what we sent, repeated
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElseGet(() -> byField(tree));
  }

  /** As Open edX has it: each field that is wrong, with a list of what is wrong with it. */
  private static String byField(JsonNode tree) {
    return tree.properties().stream()
        .filter(field -> field.getValue().path(0).isTextual())
        .map(field -> field.getKey() + ": " + field.getValue().get(0).textValue())
        .collect(Collectors.joining(" "));
  }

  private static String cut(String words) {
    return words.codePointCount(0, words.length()) <= LONGEST_WORDS
        ? words
        : words.substring(0, words.offsetByCodePoints(0, LONGEST_WORDS)) + "…";
  }
}
