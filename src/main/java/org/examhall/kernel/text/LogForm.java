package org.examhall.kernel.text;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** In which form this process logs; {@code logback.xml} has an appender of each name. */
public final class LogForm {
  private static final String USUAL = "text";

  private LogForm() {}

  /** From now on so. */
  public static void use(String form) {
    if (!form.equals(USUAL)) {
      use((LoggerContext) LoggerFactory.getILoggerFactory(), form);
    }
  }

  static void use(LoggerContext context, String form) {
    context.reset();
    context.putProperty("LOG", form);
    try {
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(Objects.requireNonNull(LogForm.class.getResource("/logback.xml")));
    } catch (JoranException e) {
      throw new IllegalStateException("the log can't be set up", e);
    }
  }
}
