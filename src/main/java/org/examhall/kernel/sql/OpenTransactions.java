package org.examhall.kernel.sql;

/**
 * Knows whether the current thread is inside a transaction, so that outbound HTTP can refuse to
 * start there and nested transactions show up as the bugs they are.
 */
public final class OpenTransactions {
  private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

  /** Whether this thread is inside a transaction. */
  public boolean any() {
    return inside.get();
  }

  void begin() {
    if (inside.get()) {
      throw new IllegalStateException("a transaction inside a transaction");
    }
    inside.set(true);
  }

  void end() {
    inside.remove();
  }
}
