package org.examhall.lti.oauth;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a message was checked by, for an administrator who has to repair a refused one.
 *
 * <p>Holds personal data (the base string) and never a secret.
 *
 * @param consumerKey as sent; empty text when it did not come
 * @param url the address that the message was checked against or, of a login, wanted to open; empty
 *     text when it had none
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
  /** Of a message that could not be read at all. */
  public static final Diagnosis NONE = new Diagnosis("", "", "", OptionalLong.empty(), List.of());

  /** Keeps its own copy of the hints. */
  public Diagnosis {
    hints = List.copyOf(hints);
  }
}
