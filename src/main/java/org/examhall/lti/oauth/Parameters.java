package org.examhall.lti.oauth;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decoded parameters in the order they came, repeats included.
 *
 * <p>Never a map: a signature covers every occurrence (RFC 5849 section 3.4.1.3). Threads: any,
 * immutable.
 */
public final class Parameters implements Iterable<Parameter> {
  /** No parameters. */
  public static final Parameters NONE = new Parameters(List.of());

  private final List<Parameter> list;

  private Parameters(List<Parameter> list) {
    this.list = list;
  }

  /** These, in this order. */
  public static Parameters of(List<Parameter> list) {
    return new Parameters(List.copyOf(list));
  }

  /** How many, repeats counted. */
  public int size() {
    return list.size();
  }

  /** Every value of {@code name}, in order; empty list when it did not come. */
  public List<String> all(String name) {
    return stream().filter(p -> p.name().equals(name)).map(Parameter::value).toList();
  }

  /** First value of {@code name}; may be the empty text. */
  public Optional<String> first(String name) {
    return stream().filter(p -> p.name().equals(name)).map(Parameter::value).findFirst();
  }

  /** First value of {@code name} that says something: LTI treats an empty one as not sent. */
  public Optional<String> text(String name) {
    return first(name).filter(value -> !value.isBlank());
  }

  /** These followed by {@code more}. */
  public Parameters plus(Parameters more) {
    return of(Stream.concat(stream(), more.stream()).toList());
  }

  /** These without those of name {@code name}. */
  public Parameters without(String name) {
    return where(p -> !p.name().equals(name));
  }

  /** Those that pass {@code test}. */
  public Parameters where(Predicate<Parameter> test) {
    return of(stream().filter(test).toList());
  }

  /** These, less one occurrence for each equal one in {@code others}. */
  Parameters minusOncePerEqual(Parameters others) {
    List<Parameter> rest = new ArrayList<>(list);
    others.forEach(rest::remove);
    return of(rest);
  }

  /** In order. */
  public Stream<Parameter> stream() {
    return list.stream();
  }

  @Override
  public Iterator<Parameter> iterator() {
    return list.iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parameters that && list.equals(that.list);
  }

  @Override
  public int hashCode() {
    return list.hashCode();
  }

  /** Names only: values are personal. */
  @Override
  public String toString() {
    return stream().map(Parameter::name).toList().toString();
  }
}
