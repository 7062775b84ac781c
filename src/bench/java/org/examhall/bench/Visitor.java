package org.examhall.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for the same thing again and again, on a new connection each time, and notes what does not
 * get its answer. What it asks for writes to the database.
 */
final class Visitor implements AutoCloseable {
  private static final int EVERY_MILLIS = 20;

  private final URI address;
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final AtomicInteger answers = new AtomicInteger();
  private final Thread thread = new Thread(this::visit, "visitor");
  private volatile boolean leaving;

  /** Begins at once. */
  Visitor(String site) {
    this.address = URI.create(site + "/health/ready");
    thread.start();
  }

  int answers() {
    return answers.get();
  }

  /** Each answer that was not a 200, in order. */
  List<String> failures() {
    return failures;
  }

  @Override
  public void close() {
    leaving = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void visit() {
    while (!leaving) {
      ask();
      LockSupport.parkNanos(EVERY_MILLIS * 1_000_000L);
    }
  }

  private void ask() {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setRequestProperty("Connection", "close");
      connection.setReadTimeout(20_000);
      int status = connection.getResponseCode();
      if (status == 200) {
        answers.incrementAndGet();
      } else {
        failures.add("a page answered " + status);
      }
      connection.disconnect();
    } catch (IOException e) {
      failures.add("a page did not answer: " + e.getMessage());
    }
  }
}
