package org.examhall.web.pages;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Counts the statements that requests make, by what the PostgreSQL driver says it sends. */
final class StatementCount extends Handler {
  private static final Logger DRIVER = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");

  private final AtomicInteger statements = new AtomicInteger();

  private StatementCount() {}

  /** How many statements are made on the threads of requests while {@code work} runs. */
  static int of(Supplier<?> work) {
    StatementCount count = new StatementCount();
    Level before = DRIVER.getLevel();
    boolean parents = DRIVER.getUseParentHandlers();
    DRIVER.setUseParentHandlers(false);
    DRIVER.setLevel(Level.FINEST);
    DRIVER.addHandler(count);
    try {
      work.get();
      return count.statements.get();
    } finally {
      DRIVER.removeHandler(count);
      DRIVER.setLevel(before);
      DRIVER.setUseParentHandlers(parents);
    }
  }

  @Override
  public void publish(LogRecord record) {
    boolean inRequest = Thread.currentThread().getName().startsWith("http-");
    if (inRequest && String.valueOf(record.getMessage()).contains("FE=> Execute(")) {
      statements.incrementAndGet();
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
