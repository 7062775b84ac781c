package org.examhall.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.examhall.kernel.text.LogLine;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What the product logs while this runs, as it would stand in the log; and not on the console. */
public final class LogRecord {
  private final StringBuffer lines = new StringBuffer();
  private final LogLine layout = new LogLine();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
            lines.append(layout.doLayout(event));
          }
        }
      };

  private final @Nullable Level levelBefore = ours().getLevel();

  /** From now on. */
  public void start() {
    appender.setContext(ours().getLoggerContext());
    appender.start();
    ours().setLevel(Level.INFO);
    ours().setAdditive(false);
    ours().addAppender(appender);
  }

  /** Until now. */
  public void stop() {
    ours().detachAppender(appender);
    ours().setLevel(levelBefore);
    ours().setAdditive(true);
  }

  /** The lines so far. */
  public String text() {
    return lines.toString();
  }

  private static Logger ours() {
    return (Logger) LoggerFactory.getLogger("org.examhall");
  }
}
