package org.examhall.core.scoring;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a try to send a grade did not succeed; the code stored in {@code score_outbox.reason}. */
public enum Undelivered {
  /** No connection to the LMS, or it broke. */
  UNREACHABLE(true),
  /** The LMS's certificate is not valid, or no encryption could be agreed on. */
  UNTRUSTED(true),
  /** The LMS took too long. */
  TIMEOUT(true),
  /** The LMS reported trouble of its own (5xx). */
  LMS_TROUBLE(true),
  /** The LMS asks for fewer requests (429). */
  TOO_MANY(true),
  /** The LMS took the grade in and has not decided. */
  PROCESSING(true),
  /** The LMS has a grade that it takes for newer (409). */
  OVERTAKEN(true),
  /**
   * The LMS gives us no access token, or takes none of those it gave: often only until it fetches
   * our key set again; else an administrator has to act.
   */
  TOKEN_REFUSED(true),
  /**
   * The LMS does not accept our key, secret or clock (LTI 1.1): an administrator mends that without
   * knowing whose grades wait for it.
   */
  UNAUTHORISED(true),
  /** The LMS's grade address is inside a private network; an administrator may allow it. */
  FORBIDDEN_ADDRESS(true),
  /** Our own side failed; the log says how. Given up after some tries. */
  OUR_TROUBLE(true),
  /** Sending hung on our own side and was broken off; the log says where. */
  BROKEN_OFF(false),
  /** The LMS knows us and does not let us write this grade (403). */
  FORBIDDEN(false),
  /** The LMS has no column for the exam and does not let us make one. */
  NO_COLUMN(false),
  /** The LMS no longer has that activity or person (404, 410). */
  GONE(false),
  /** The LMS understood and said no. */
  DECLINED(false),
  /** The LMS can't take grades in this way. */
  UNSUPPORTED(false),
  /** What came back is no answer of a grade service. */
  NOT_AN_ANSWER(false),
  /** The place the LMS named for the grade can't be used at all. */
  BAD_ADDRESS(false),
  /** The grade is none that can be sent. */
  BAD_GRADE(false);

  private final boolean passing;

  Undelivered(boolean passing) {
    this.passing = passing;
  }

  /** Whether trying again by itself can help. */
  public boolean isPassing() {
    return passing;
  }

  /** The one of that {@link #code}; empty when it is none of these. */
  static Optional<Undelivered> ofCode(String code) {
    return Stream.of(values()).filter(reason -> reason.code().equals(code)).findFirst();
  }

  /** The name in the database and in message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
