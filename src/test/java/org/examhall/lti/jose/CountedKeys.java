package org.examhall.lti.jose;

import java.util.Optional;

/** Keys that change when they are fetched again, if they are, and count how often. */
final class CountedKeys implements KeySource {
  private final PlatformKeySet known;
  private final Optional<PlatformKeySet> next;
  private int looks;
  private int fetches;

  CountedKeys(PlatformKeySet known) {
    this.known = known;
    this.next = Optional.empty();
  }

  CountedKeys(PlatformKeySet known, PlatformKeySet next) {
    this.known = known;
    this.next = Optional.of(next);
  }

  @Override
  public PlatformKeySet known() {
    looks++;
    return known;
  }

  @Override
  public Optional<PlatformKeySet> refetched() {
    fetches++;
    return next;
  }

  int looks() {
    return looks;
  }

  int fetches() {
    return fetches;
  }
}
