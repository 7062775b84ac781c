package org.examhall.kernel.text;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One event, one line: time, level, class, request id, message, and the cause with the frames that
 * are ours.
 *
 * <p>Whatever a stranger got into a message, the line stays one line: control characters are
 * written as {@code \\u000a}, and what is longer than 8,000 characters is cut. Threads: any.
 * Source: OWASP Logging Cheat Sheet, "Event collection".
 */
public final class LogLine extends LayoutBase<ILoggingEvent> {
  private static final int LONGEST_MESSAGE = 2_000;
  private static final int LONGEST_LINE = 8_000;
  private static final int FRAMES = 6;

  @Override
  public String doLayout(ILoggingEvent event) {
    String request = event.getMDCPropertyMap().getOrDefault("request", "-");
    String line =
        Instant.ofEpochMilli(event.getTimeStamp())
            + " "
            + event.getLevel()
            + " "
            + simpleName(event.getLoggerName())
            + " ["
            + request
            + "] "
            + cut(event.getFormattedMessage(), LONGEST_MESSAGE)
            + cause(event.getThrowableProxy());
    return cut(escape(line), LONGEST_LINE) + System.lineSeparator();
  }

  private static String cause(@Nullable IThrowableProxy thrown) {
    if (thrown == null) {
      return "";
    }
    String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
    return " | "
        + simpleName(thrown.getClassName())
        + cut(message, LONGEST_MESSAGE)
        + " at "
        + frames(thrown.getStackTraceElementProxyArray())
        + cause(thrown.getCause());
  }

  /** The place where it happened, and then ours only: the container's frames say nothing. */
  private static String frames(StackTraceElementProxy @Nullable [] all) {
    Stream<StackTraceElementProxy> frames = all == null ? Stream.empty() : Stream.of(all);
    return frames
        .map(StackTraceElementProxy::getStackTraceElement)
        .filter(f -> f.getClassName().startsWith("org.examhall.") || f.equals(first(all)))
        .limit(FRAMES)
        .map(f -> simpleName(f.getClassName()) + "." + f.getMethodName() + ":" + f.getLineNumber())
        .collect(Collectors.joining(" < "));
  }

  private static @Nullable StackTraceElement first(StackTraceElementProxy @Nullable [] all) {
    return all == null ? null : all[0].getStackTraceElement();
  }

  private static String simpleName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest
        ? text
        : text.substring(0, longest) + "… (" + text.length() + " characters)";
  }

  private static String escape(String text) {
    return text.codePoints()
        .mapToObj(c -> mustEscape(c) ? "\\u%04x".formatted(c) : Character.toString(c))
        .collect(Collectors.joining());
  }

  /** Controls, line separators, and what turns the direction of writing. */
  private static boolean mustEscape(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }
}
