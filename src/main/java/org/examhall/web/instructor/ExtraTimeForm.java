package org.examhall.web.instructor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.core.access.AccessChange;
import org.examhall.core.access.Allowance;
import org.examhall.core.access.ExtraTime;
import org.examhall.core.access.ExtraTime.Unit;
import org.examhall.web.http.Request;

/**
 * Extra time as the form holds it: text as typed, and what is wrong with it.
 *
 * @param values by field, as typed
 * @param persons who is ticked
 * @param errors key of a sentence, by field
 */
public record ExtraTimeForm(
    Map<String, String> values, Set<Long> persons, Map<String, String> errors) {
  private static final int MOST_MINUTES = 100_000;
  private static final int MOST_PERCENT = 1_000;
  private static final int MOST_DEADLINE_MINUTES = 1_000_000;
  private static final int MOST_ATTEMPTS = 1_000;

  /** An empty form, for this student if there is one. */
  static ExtraTimeForm empty(Optional<Long> person) {
    return of(Allowance.NONE, person.stream().collect(Collectors.toSet()));
  }

  /** The form that shows a change. */
  static ExtraTimeForm of(AccessChange change) {
    return of(
        change.allowance(),
        change.members().stream().map(AccessChange.Member::personId).collect(Collectors.toSet()));
  }

  /** The form as it was sent. */
  static ExtraTimeForm of(Request request) {
    Map<String, String> values = new LinkedHashMap<>();
    Stream.of("amount", "unit", "deadline", "deadline_unit", "attempts")
        .forEach(field -> values.put(field, request.parameter(field).orElse("")));
    Set<Long> persons =
        request.parameters("person").stream()
            .filter(id -> id.matches("[1-9]\\d{0,17}"))
            .map(Long::valueOf)
            .collect(Collectors.toSet());
    return new ExtraTimeForm(values, persons, new LinkedHashMap<>());
  }

  /** What the form says; if it can't be read or says nothing, {@link #errors} says why. */
  Allowance read() {
    int unit = minutesIn(values.getOrDefault("deadline_unit", ""));
    Allowance allowance =
        new Allowance(
            extra(),
            number("deadline", MOST_DEADLINE_MINUTES / unit).map(count -> count * unit),
            number("attempts", MOST_ATTEMPTS));
    if (errors.isEmpty() && allowance.equals(Allowance.NONE)) {
      errors.put("amount", "extra.bad_nothing");
    }
    if (persons.isEmpty()) {
      errors.put("person", "extra.bad_nobody");
    }
    return allowance;
  }

  /** Units of extra time to choose from. */
  public List<String> units() {
    return Stream.of(Unit.values()).map(ExtraTimeForm::word).toList();
  }

  /** Units of a later deadline to choose from. */
  public List<String> deadlineUnits() {
    return List.of("minutes", "hours", "days");
  }

  /** Whether a student is ticked. */
  public boolean has(long personId) {
    return persons.contains(personId);
  }

  private static ExtraTimeForm of(Allowance allowance, Set<Long> persons) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(
        "amount",
        allowance.extra().filter(e -> !e.isUnlimited()).map(e -> "" + e.amount()).orElse(""));
    values.put("unit", word(allowance.extra().map(ExtraTime::unit).orElse(Unit.MINUTES)));
    int minutes = allowance.deadlineMinutes().orElse(0);
    String unit = largestUnitOf(minutes);
    values.put("deadline", minutes == 0 ? "" : "" + minutes / minutesIn(unit));
    values.put("deadline_unit", unit);
    values.put("attempts", allowance.extraAttempts().map(String::valueOf).orElse(""));
    return new ExtraTimeForm(values, persons, Map.of());
  }

  private Optional<ExtraTime> extra() {
    Unit unit =
        Stream.of(Unit.values())
            .filter(u -> word(u).equals(values.get("unit")))
            .findFirst()
            .orElse(Unit.MINUTES);
    if (unit == Unit.UNLIMITED) {
      return Optional.of(new ExtraTime(unit, 0));
    }
    int most = unit == Unit.PERCENT ? MOST_PERCENT : MOST_MINUTES;
    return number("amount", most).map(amount -> new ExtraTime(unit, amount));
  }

  private Optional<Integer> number(String field, int most) {
    String typed = values.getOrDefault(field, "");
    Optional<Integer> number = WholeNumber.read(typed, most);
    if (!typed.isEmpty() && number.isEmpty()) {
      errors.put(field, "extra.bad_number");
    }
    return number;
  }

  private static String largestUnitOf(int minutes) {
    return Stream.of("days", "hours")
        .filter(unit -> minutes > 0 && minutes % minutesIn(unit) == 0)
        .findFirst()
        .orElse("minutes");
  }

  private static int minutesIn(String unit) {
    return switch (unit) {
      case "days" -> 24 * 60;
      case "hours" -> 60;
      default -> 1;
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
