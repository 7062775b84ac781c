package org.examhall.boot;

/**
 * What runs in the background: schedules and the sending of grades. It lives inside the web process
 * or in one of its own, as {@code EXAMHALL_WORKER} says.
 */
final class Worker implements AutoCloseable {
  private final Core core;

  Worker(Core core) {
    this.core = core;
  }

  void start() {}

  @Override
  public void close() {}
}
