package org.examhall.lti.oauth;

/** The nonces that were seen; asked only about messages whose signature and time are right. */
@FunctionalInterface
public interface Nonces {
  /**
   * Spends a nonce: true for the first caller, false for every other until it expires.
   *
   * <p>Threads: any; of two callers at once exactly one gets true.
   */
  boolean spend(Nonce nonce);
}
