package org.examhall.lti.oauth;

import java.util.List;
import java.util.OptionalLong;

/**
 * Why a message was rejected, for an administrator who has to repair it.
 *
 * <p>Holds personal data (the base string) and never a secret.
 *
 * @param consumerKey as sent; empty text when it did not come
 * @param url the address that the message was checked against
 * @param baseString what we computed; empty text when it did not come to that
 * @param clockAheadSeconds the sender's time minus ours; empty when it sent no readable time
 * @param hints what may explain the fault, most telling first
 */
public record Diagnosis(
    String consumerKey,
    String url,
    String baseString,
    OptionalLong clockAheadSeconds,
    List<Hint> hints) {
  /** Keeps its own copy of the hints. */
  public Diagnosis {
    hints = List.copyOf(hints);
  }
}
