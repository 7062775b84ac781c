package org.examhall.kernel.config;

/** A setting that stops the start; the message names the place and the fix. */
public final class BadSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadSetting(String message) {
    super(message, null, false, false);
  }
}
