package org.examhall.lti.outcome;

import java.math.BigDecimal;
import java.util.Optional;

/** What a platform's answer to an outcome request comes to. */
public sealed interface OutcomeAnswer {
  /**
   * One plain sentence for the grade's state; holds the platform's own words where there are any.
   */
  String words();

  /**
   * Done.
   *
   * @param score what the platform has, for a read; empty when there is no grade
   * @param refersToUs false when the answer names another message; a warning, no more
   */
  record Success(Optional<BigDecimal> score, boolean refersToUs, String words)
      implements OutcomeAnswer {}

  /** Taken but not done yet: ask again later. */
  record Processing(String words) implements OutcomeAnswer {}

  /**
   * Refused by the platform.
   *
   * @param severity {@code status}, {@code warning} or {@code error} as sent; may be empty
   * @param canvasErrorCode Canvas's own code; empty for others
   */
  record Failure(String severity, Optional<String> canvasErrorCode, String words)
      implements OutcomeAnswer {}

  /** The platform does not do this operation: stop asking. */
  record Unsupported(String words) implements OutcomeAnswer {}

  /** Something else answered, or the platform is broken. */
  record NotAnOutcome(Why why, int httpStatus, String words) implements OutcomeAnswer {}

  /** Why an answer is not an outcome response. */
  enum Why {
    EMPTY("was empty"),
    TOO_LARGE("was larger than 256 KiB"),
    REDIRECT("was a redirect, perhaps to a login page"),
    NOT_XML("was not XML"),
    DOCTYPE("was a web page, or XML with a document type, which is not allowed"),
    OTHER_XML("was XML of another kind"),
    NO_CODE("had no result code that we know"),
    STATUS_CONTRADICTS("said success under an HTTP status that says failure");

    private final String phrase;

    Why(String phrase) {
      this.phrase = phrase;
    }

    NotAnOutcome answer(int httpStatus) {
      return new NotAnOutcome(
          this, httpStatus, "The platform's answer (HTTP " + httpStatus + ") " + phrase + ".");
    }
  }
}
