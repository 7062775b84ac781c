package org.examhall.cli;

import java.util.Locale;
import org.examhall.kernel.config.BadSetting;
import org.examhall.kernel.fault.OneLine;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.text.Messages;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line why a command failed, and makes it exit with 1. */
final class Failures implements IExecutionExceptionHandler {
  private final Messages messages = new Messages();

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    command.getErr().println("examhall: " + reasonOf(failure));
    return 1;
  }

  private String reasonOf(Exception failure) {
    if (failure instanceof Refused refused) {
      return messages.text(
          Locale.ENGLISH, refused.reason().messageKey(), refused.details().toArray());
    }
    if (failure instanceof BadSetting) {
      return String.valueOf(failure.getMessage());
    }
    return OneLine.of(failure);
  }
}
