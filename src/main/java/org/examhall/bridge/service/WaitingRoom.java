package org.examhall.bridge.service;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;
import org.examhall.kernel.fault.Refused;

/**
 * Lets only a few people at once wait for LMSs: each keeps a thread that shows pages.
 *
 * <p>Errors: {@link Full} for whoever comes when it is full. Threads: any.
 */
public final class WaitingRoom {
  private static final int AT_ONCE = 10;

  private final Semaphore chairs = new Semaphore(AT_ONCE);

  /** Why somebody has to come again. */
  public enum Full implements Reason {
    /** Too many wait already. */
    BUSY;

    @Override
    public Kind kind() {
      return Kind.UNAVAILABLE;
    }

    @Override
    public String messageKey() {
      return "compare.busy";
    }
  }

  /** Does {@code work}, if there is room. */
  public <T> T enter(Supplier<T> work) {
    if (!chairs.tryAcquire()) {
      throw new Refused(Full.BUSY);
    }
    try {
      return work.get();
    } finally {
      chairs.release();
    }
  }
}
