package org.examhall.boot;

import java.util.concurrent.CountDownLatch;

/**
 * SIGTERM or Ctrl-C, as something to wait for.
 *
 * <p>Open it before everything else in one try statement: the end of the JVM then waits until the
 * others are closed.
 */
final class StopSignal implements AutoCloseable {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  StopSignal() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::ask, "stop"));
  }

  void await() throws InterruptedException {
    asked.await();
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void ask() {
    asked.countDown();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
