package org.examhall.core.access;

import java.time.Instant;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.core.resource.ShowScores;

/**
 * Who may do what when: the one policy behind every page, hello and save.
 *
 * <p>Pure: settings, attempts and the server's time in, a {@link Decision} out. It is about
 * students; instructors' test runs and reviews do not ask it. Threads: any. Source:
 * docs/reference/access-rules.md.
 *
 * @param setting the resource's rules
 * @param times when it is open for this student
 */
public record AccessRules(ResourceSetting setting, EffectiveTimes times) {
  /** The rules of a resource for a student to whom nothing special applies. */
  public static AccessRules of(ResourceSetting setting) {
    return of(setting, OwnLimit.NONE, Allowance.NONE);
  }

  /** The rules of a resource for a student to whom its access changes give this. */
  public static AccessRules of(ResourceSetting setting, OwnLimit own, Allowance allowance) {
    return new AccessRules(
        setting.plusAttempts(allowance.extraAttempts().orElse(0)),
        EffectiveTimes.of(setting, own, allowance));
  }

  /** The same rules for an attempt with times of its own. */
  public AccessRules at(EffectiveTimes own) {
    return new AccessRules(setting, own);
  }

  /**
   * Whether a new attempt may begin.
   *
   * @param used attempts the student has, whatever became of them
   * @param goingOn whether one of them may be continued
   */
  public Decision mayStart(int used, boolean goingOn, Instant now) {
    if (goingOn) {
      return Decision.no(AccessReason.ATTEMPT_GOING_ON);
    }
    boolean left = setting.maxAttempts().map(max -> used < max).orElse(true);
    return left ? times.openAt(now) : Decision.no(AccessReason.NO_ATTEMPTS_LEFT);
  }

  /** Whether answers to the attempt count at {@code now}. */
  public Decision mayContinue(AttemptTimes attempt, Instant now) {
    if (attempt.endedAt().isPresent()) {
      return Decision.no(AccessReason.ATTEMPT_ENDED, attempt.endedAt().get());
    }
    return times.countAt(attempt, now);
  }

  /** Whether the student may look at the attempt again: only once it is over for good. */
  public Decision mayReview(AttemptTimes attempt, Instant now) {
    Decision mayContinue = mayContinue(attempt, now);
    if (mayContinue.allowed() || mayContinue.waits()) {
      return Decision.no(AccessReason.NOT_ENDED);
    }
    if (attempt.startedAt().isEmpty()) {
      return Decision.no(AccessReason.NEVER_BEGUN);
    }
    return shown(now);
  }

  /** Whether the student may see the attempt's score. */
  public Decision maySeeScore(AttemptTimes attempt, Instant now) {
    return setting.showScores() == ShowScores.ALWAYS ? Decision.yes() : mayReview(attempt, now);
  }

  private Decision shown(Instant now) {
    return switch (setting.showScores()) {
      case ALWAYS, COMPLETED -> Decision.yes();
      case REVIEW ->
          setting
              .reviewFrom()
              .filter(now::isBefore)
              .map(from -> Decision.no(AccessReason.REVIEW_NOT_YET, from))
              .orElse(Decision.yes());
      case NEVER -> Decision.no(AccessReason.NO_REVIEW);
    };
  }
}
