package org.examhall.core.attempt.receipt;

/** Why a receipt was not mailed at the last try. */
public enum Unmailed {
  /** Something of the attempt has not arrived yet. */
  INCOMPLETE,
  /** Nothing was ever saved, so there is nothing to confirm. */
  EMPTY,
  /** The mail server does not answer, or does not let us in. */
  SERVER,
  /** The mail server did not take this mail. */
  MAIL,
  /** The mail server knows no such address, or it is none. */
  RECIPIENT
}
