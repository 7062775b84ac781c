package org.examhall.web.instructor;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.core.resource.GradeOf;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.core.resource.ShowScores;
import org.examhall.web.http.Request;

/**
 * The settings as the form holds them: text as typed, and what is wrong with it.
 *
 * @param zone in which the times are read; the page's script names the reader's own
 * @param values by field, as typed
 * @param errors key of a sentence, by field
 */
public record SettingsForm(String zone, Map<String, String> values, Map<String, String> errors) {
  private static final String UTC = "UTC";
  private static final int MOST_ATTEMPTS = 1_000;
  private static final int MOST_MINUTES = 100_000;

  /** The form that shows these settings. */
  static SettingsForm of(ResourceSetting setting) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("attempts", setting.maxAttempts().map(String::valueOf).orElse(""));
    values.put("from", local(setting.availableFrom()));
    values.put("until", local(setting.availableUntil()));
    values.put("due", local(setting.dueAt()));
    values.put("limit", setting.timeLimitMinutes().map(String::valueOf).orElse(""));
    values.put("grade", word(setting.gradeOf()));
    values.put("scores", word(setting.showScores()));
    values.put("review", local(setting.reviewFrom()));
    values.put("mail", setting.mailReceipts() ? "yes" : "");
    return new SettingsForm(UTC, values, Map.of());
  }

  /** The form as it was sent. */
  static SettingsForm of(Request request) {
    Map<String, String> values = new LinkedHashMap<>();
    Stream.of("attempts", "from", "until", "due", "limit", "grade", "scores", "review", "mail")
        .forEach(field -> values.put(field, request.parameter(field).orElse("")));
    return new SettingsForm(request.parameter("zone").orElse(UTC), values, new LinkedHashMap<>());
  }

  /** The settings that the form says; if it can't be read, {@link #errors} says why. */
  ResourceSetting read(long resourceId) {
    ShowScores scores = choice("scores", ShowScores.COMPLETED);
    return new ResourceSetting(
        resourceId,
        number("attempts", MOST_ATTEMPTS),
        time("from"),
        time("until"),
        time("due"),
        number("limit", MOST_MINUTES),
        choice("grade", GradeOf.HIGHEST),
        scores,
        scores == ShowScores.REVIEW ? time("review") : Optional.empty(),
        typed("mail").equals("yes"));
  }

  private Optional<Integer> number(String field, int most) {
    String typed = typed(field);
    Optional<Integer> number = WholeNumber.read(typed, most);
    if (!typed.isEmpty() && number.isEmpty()) {
      errors.put(field, "settings.bad_" + field);
    }
    return number;
  }

  private Optional<Instant> time(String field) {
    String typed = typed(field);
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(typed).atZone(ZoneId.of(zone)).toInstant());
    } catch (DateTimeException e) {
      errors.put(field, "settings.bad_time");
      return Optional.empty();
    }
  }

  private <E extends Enum<E>> E choice(String field, E first) {
    Optional<E> chosen =
        Stream.of(first.getDeclaringClass().getEnumConstants())
            .filter(constant -> word(constant).equals(typed(field)))
            .findFirst();
    if (chosen.isEmpty() && !typed(field).isEmpty()) {
      errors.put(field, "settings.bad_choice");
    }
    return chosen.orElse(first);
  }

  private String typed(String field) {
    return values.getOrDefault(field, "");
  }

  private static String local(Optional<Instant> time) {
    return time.map(t -> LocalDateTime.ofInstant(t.truncatedTo(ChronoUnit.MINUTES), ZoneOffset.UTC))
        .map(LocalDateTime::toString)
        .orElse("");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
