package org.examhall.core.user;

import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.fault.Refused;

/** What a password has to be, and what is stored of it. */
public final class NewPassword {
  private static final int SHORTEST = 12;

  /** Hashing a longer one would only cost time. */
  private static final int LONGEST = 200;

  private final Passwords passwords;

  /** Hashes with {@code passwords}. */
  public NewPassword(Passwords passwords) {
    this.passwords = passwords;
  }

  /** The text to store; refused when it is too short or too long. */
  String hash(String password) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw new Refused(UserReason.BAD_PASSWORD, SHORTEST, LONGEST);
    }
    return passwords.hash(password);
  }
}
