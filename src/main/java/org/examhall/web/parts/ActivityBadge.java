package org.examhall.web.parts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How lately an exam was used, in a word; none where there is nothing to say. */
public final class ActivityBadge {
  private static final Duration NEW = Duration.ofDays(7);
  private static final Duration OLD = Duration.ofDays(14);

  private ActivityBadge() {}

  /** Of an exam that was last used at {@code last}. */
  public static Optional<Badge> of(Optional<Instant> last, Instant now) {
    if (last.isEmpty()) {
      return Optional.of(new Badge("plain", "contexts.never_used"));
    }
    Duration age = Duration.between(last.get(), now);
    if (age.compareTo(NEW) < 0) {
      return Optional.of(new Badge("going", "contexts.used_lately"));
    }
    return age.compareTo(OLD) > 0
        ? Optional.of(new Badge("plain", "contexts.quiet"))
        : Optional.empty();
  }
}
