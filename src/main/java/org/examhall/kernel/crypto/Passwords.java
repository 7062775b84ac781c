package org.examhall.kernel.crypto;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;

/**
 * Password hashing with argon2id (19 MiB, 2 passes, OWASP's first choice), by password4j.
 *
 * <p>Checking an account that does not exist costs the same as one that does. Threads: any.
 */
public final class Passwords {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;

  private final Argon2Function argon2 =
      Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
  private final String nobody = hash("no such account");

  /** The text to store. */
  public String hash(String password) {
    return Password.hash(password).addRandomSalt(16).with(argon2).getResult();
  }

  /** Whether {@code password} is the one behind {@code hash}. */
  public boolean matches(String password, String hash) {
    return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
  }

  /** Takes as long as {@link #matches} and says no. */
  public boolean matchesNobody(String password) {
    return matches(password, nobody) && false;
  }
}
