package org.examhall.kernel.fault;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A failure in one line, for people who read a list of them. */
public final class OneLine {
  private OneLine() {}

  /** What it says, and what caused it says; wrappers often repeat what they wrap. */
  public static String of(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(OneLine::message)
        .distinct()
        .collect(Collectors.joining(": "));
  }

  /** Without line breaks; the class's name where there is none. */
  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
