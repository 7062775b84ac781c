package org.examhall.kernel.config;

/** A setting that stops the start; the message names the place and the fix. */
public final class BadSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A setting that is wrong; {@code message} names it, and says how to mend it. */
  public BadSetting(String message) {
    super(message, null, false, false);
  }
}
