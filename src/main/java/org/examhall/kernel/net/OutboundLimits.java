package org.examhall.kernel.net;

import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param connect until the connection (and TLS) stands
 * @param silence without a byte from the other side
 * @param total for all of it, so that a server which drips is cut off too
 */
public record OutboundLimits(Duration connect, Duration silence, Duration total) {
  /** For calls that a person waits for. */
  public static final OutboundLimits PROMPT =
      new OutboundLimits(Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(5));

  /** For calls that wait in a queue anyway. */
  public static final OutboundLimits PATIENT =
      new OutboundLimits(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(45));
}
