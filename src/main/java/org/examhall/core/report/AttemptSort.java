package org.examhall.core.report;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a table of attempts can be sorted by.
 *
 * <p>Each column comes with the expression that orders it; the attempt's id decides between equals,
 * so that every attempt has one place.
 */
public enum AttemptSort {
  /** Name, whatever its case. */
  STUDENT("lower(p.display_name)"),
  /** Order of the tries of a student. */
  NUMBER("a.number"),
  /** Not begun, working, ended. */
  STATE("case a.state when 'new' then 1 when 'running' then 2 else 3 end"),
  /** Not begun first. */
  STARTED("coalesce(a.started_at, '-infinity')"),
  /** Nothing saved first. */
  SAVED("coalesce(a.last_saved_at, '-infinity')"),
  /** No score first. */
  SCORE("coalesce(a.scaled_score, -2)");

  private final String expression;

  AttemptSort(String expression) {
    this.expression = expression;
  }

  /** The column with this name, as in addresses: lower case. */
  public static Optional<AttemptSort> named(String name) {
    return Stream.of(values()).filter(sort -> sort.word().equals(name)).findFirst();
  }

  /** Name in addresses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String expression() {
    return expression;
  }
}
