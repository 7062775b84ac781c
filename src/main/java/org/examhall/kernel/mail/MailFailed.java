package org.examhall.kernel.mail;

import org.jspecify.annotations.Nullable;

/** A mail was not handed over; the message is for administrators, in English and one line. */
public final class MailFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Why why;

  /** What failed, and so what else would. */
  public enum Why {
    /** The server: nothing gets through just now. */
    SERVER,
    /** This mail, now. */
    MAIL,
    /** This recipient, for good. */
    RECIPIENT
  }

  MailFailed(Why why, String message, @Nullable Exception cause) {
    super(message, cause);
    this.why = why;
  }

  /** What failed. */
  public Why why() {
    return why;
  }
}
