package org.examhall.web.admin;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.examhall.core.retention.RetentionKind;
import org.examhall.core.retention.RetentionRule;
import org.examhall.core.retention.SaveRetention.Wish;
import org.examhall.web.http.Request;

/**
 * The rules as their form holds them: as typed.
 *
 * <p>Shape of an address that asks: {@code ?asked=1&work=on&work_months=60&people_months=24}.
 *
 * @param differs whether they are others than those that are saved
 */
public record RetentionForm(List<Field> fields, boolean differs) {
  /**
   * One rule.
   *
   * @param word of its fields and messages
   * @param beginsAt of the rule that is saved; empty while that is off
   */
  public record Field(
      RetentionKind kind, String word, boolean on, String months, Optional<Instant> beginsAt) {
    static Field of(RetentionRule saved) {
      return new Field(
          saved.kind(),
          saved.kind().name().toLowerCase(Locale.ROOT),
          saved.isOn(),
          Integer.toString(saved.months()),
          saved.beginsAt());
    }

    Field asked(Request request) {
      return new Field(
          kind,
          word,
          request.parameter(word).isPresent(),
          request.parameter(word + "_months").orElse(""),
          beginsAt);
    }

    /** Whether the months are a number that a rule may have. */
    public boolean usable() {
      return number().filter(RetentionRule::allows).isPresent();
    }

    private Optional<Integer> number() {
      return Optional.of(months).filter(typed -> typed.matches("\\d{1,4}")).map(Integer::valueOf);
    }

    /** What is typed; no number is one that no rule may have. */
    private Wish wish() {
      return new Wish(kind, on, number().orElse(0));
    }
  }

  /** As the address asks, else as they are saved. */
  static RetentionForm of(Request request, List<RetentionRule> rules) {
    List<Field> saved = rules.stream().map(Field::of).toList();
    if (request.parameter("asked").isEmpty()) {
      return new RetentionForm(saved, false);
    }
    List<Field> asked = saved.stream().map(field -> field.asked(request)).toList();
    return new RetentionForm(asked, !asked.equals(saved));
  }

  /** Whether all of it may be saved. */
  boolean usable() {
    return fields.stream().allMatch(Field::usable);
  }

  List<Wish> wishes() {
    return fields.stream().map(Field::wish).toList();
  }

  /** The months of a rule; empty where it is off. */
  Optional<Integer> months(RetentionKind kind) {
    return wishes().stream()
        .filter(wish -> wish.kind() == kind && wish.on())
        .map(Wish::months)
        .findFirst();
  }
}
