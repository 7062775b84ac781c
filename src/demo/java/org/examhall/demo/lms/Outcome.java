package org.examhall.demo.lms;

import java.time.Instant;

/**
 * An outcome request as it was received, for tests to look at.
 *
 * @param operation replaceResult, readResult or deleteResult; empty when it was not understood
 * @param activity empty when it was not understood
 * @param person empty when it was not understood
 * @param score as sent; empty when there is none
 * @param behaviour how it was treated; {@code refused} when it was not in order
 * @param detail why it was refused; empty otherwise
 */
public record Outcome(
    Instant at,
    String operation,
    String activity,
    String person,
    String score,
    String behaviour,
    String detail) {
  static Outcome refused(Instant at, String why) {
    return new Outcome(at, "", "", "", "", "refused", why);
  }
}
