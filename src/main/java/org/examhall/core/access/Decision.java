package org.examhall.core.access;

import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;

/**
 * Yes, or no with a reason.
 *
 * @param refusal empty: yes
 * @param when the moment that the reason's words name; empty when they name none
 */
public record Decision(Optional<AccessReason> refusal, Optional<Instant> when) {
  private static final Decision YES = new Decision(Optional.empty(), Optional.empty());

  /** Yes. */
  public static Decision yes() {
    return YES;
  }

  /** No. */
  public static Decision no(AccessReason reason) {
    return new Decision(Optional.of(reason), Optional.empty());
  }

  /** No, with the moment that matters. */
  public static Decision no(AccessReason reason, Instant when) {
    return new Decision(Optional.of(reason), Optional.of(when));
  }

  /** Whether it is yes. */
  public boolean allowed() {
    return refusal.isEmpty();
  }

  /** Whether it is no only until a door opens again. */
  public boolean waits() {
    return refusal.filter(reason -> !reason.isForGood()).isPresent();
  }

  /** Returns if it is yes, else throws {@link Refused}. */
  public void orRefuse() {
    refusal.ifPresent(
        reason -> {
          throw new Refused(reason, when.stream().toArray());
        });
  }
}
