package org.examhall.bridge.service;

import java.time.Instant;
import java.util.Optional;
import org.examhall.core.scoring.ScoreDelivery;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.net.OutboundFailed;

/** A service call that came to nothing; checked, because whoever calls must say what follows. */
public final class ServiceFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ScoreDelivery delivery;
  private final transient Optional<Instant> platformTime;

  ServiceFailed(ScoreDelivery delivery, Optional<Instant> platformTime) {
    super(delivery.outcome(), null, false, false);
    this.delivery = delivery;
    this.platformTime = platformTime;
  }

  /** For a reason of our own, or without an answer. */
  static ServiceFailed unanswered(Undelivered why, String detail) {
    return new ServiceFailed(ScoreDelivery.unanswered(why, detail), Optional.empty());
  }

  static ServiceFailed unanswered(OutboundFailed failed) {
    return unanswered(
        switch (failed.why()) {
          case FORBIDDEN_ADDRESS -> Undelivered.FORBIDDEN_ADDRESS;
          case UNREACHABLE -> Undelivered.UNREACHABLE;
          case UNTRUSTED -> Undelivered.UNTRUSTED;
          case TIMEOUT -> Undelivered.TIMEOUT;
        },
        "");
  }

  /** What came of it, in the terms of a grade. */
  public ScoreDelivery delivery() {
    return delivery;
  }

  /** Why. */
  public Undelivered why() {
    return delivery.failure().orElseThrow();
  }

  /** The platform's clock when it answered; empty when it did not tell. */
  public Optional<Instant> platformTime() {
    return platformTime;
  }
}
