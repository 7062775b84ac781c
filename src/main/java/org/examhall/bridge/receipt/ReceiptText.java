package org.examhall.bridge.receipt;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.examhall.core.report.Score;
import org.examhall.kernel.text.Messages;

/** A receipt as plain text: a line each, {@code name: value}, times with their zone. */
public final class ReceiptText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx '('VV')'", Locale.ROOT);

  private final Messages messages;

  /** With these words. */
  public ReceiptText(Messages messages) {
    this.messages = messages;
  }

  /**
   * What is written.
   *
   * @param score empty when there is none or it may not be seen
   * @param scoreHidden whether it may not be seen yet
   * @param gradeKey of the grade's state; empty: nothing is said about it
   */
  public record Content(
      ReceiptFacts facts, Optional<Score> score, boolean scoreHidden, Optional<String> gradeKey) {}

  /** The text, for a reader in this zone. */
  public String write(Content content, Locale language, ZoneId zone) {
    ReceiptFacts facts = content.facts();
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("receipt.code", facts.code());
    lines.put("receipt.exam", facts.head().exam());
    lines.put("receipt.course", facts.head().course());
    lines.put("receipt.student", facts.head().student());
    lines.put("receipt.student_id", facts.head().studentId());
    lines.put("receipt.attempt", String.valueOf(facts.number()));
    lines.put("receipt.started", time(facts.startedAt(), zone));
    lines.put(
        "receipt.ended",
        time(Optional.of(facts.endedAt()), zone) + ", " + messages.text(language, facts.endKey()));
    lines.put("receipt.last_received", time(facts.lastAt(), zone));
    lines.put(
        "receipt.received",
        messages.text(language, "receipt.counts", facts.elements(), facts.batches()));
    lines.put("receipt.answers", facts.answers() > 0 ? String.valueOf(facts.answers()) : "");
    lines.put(
        "receipt.late",
        facts.late() > 0 ? messages.text(language, "receipt.late_count", facts.late()) : "");
    lines.put("receipt.score", score(content, language));
    lines.put(
        "receipt.grade", content.gradeKey().map(key -> messages.text(language, key)).orElse(""));
    return messages.text(language, facts.headingKey())
        + "\n\n"
        + lines.entrySet().stream()
            .filter(line -> !line.getValue().isBlank())
            .map(line -> messages.text(language, line.getKey()) + ": " + oneLine(line.getValue()))
            .collect(Collectors.joining("\n"))
        + "\n\n"
        + messages.text(language, "receipt.what_it_proves")
        + "\n";
  }

  private String score(Content content, Locale language) {
    if (content.scoreHidden()) {
      return messages.text(language, "receipt.score_hidden");
    }
    return content.score().map(score -> words(score, language)).orElse("");
  }

  private String words(Score score, Locale language) {
    String percent = messages.text(language, "page.percent", score.percent());
    return score.raw().isPresent() && score.max().isPresent()
        ? percent
            + ", "
            + messages.text(language, "page.marks", score.raw().get(), score.max().get())
        : percent;
  }

  private static String time(Optional<Instant> at, ZoneId zone) {
    return at.map(moment -> TIME.format(moment.atZone(zone))).orElse("");
  }

  /** Names are the LMS's: none of them makes a line of its own. */
  private static String oneLine(String value) {
    return value.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
  }
}
