package org.examhall.kernel.fault;

import java.util.List;

/**
 * Not allowed or not possible, for a reason the reader can act on.
 *
 * <p>Thrown by verbs, guards and handlers; caught in one place per way in (the web's error filter,
 * the player's message loop, the command line). Carries no stack trace: it is an answer, not a bug.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reason reason;
  private final transient List<Object> details;

  /** Refuses for {@code reason}; {@code details} fill the message's placeholders, in order. */
  public Refused(Reason reason, Object... details) {
    super(reason.toString(), null, false, false);
    this.reason = reason;
    this.details = List.of(details);
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** What fills the placeholders of the message; safe to show to the reader. */
  public List<Object> details() {
    return details;
  }
}
