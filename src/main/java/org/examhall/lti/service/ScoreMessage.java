package org.examhall.lti.service;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;

/**
 * A score for a column.
 *
 * <p>Always {@code FullyGraded} and always with a number: anything else has Moodle clear the grade
 * that is there. Work that goes on is told by {@code activityProgress} alone. Errors: {@link
 * ServiceReason#SCORE_UNUSABLE}. Source: AGS 2.0 section 3.3.
 *
 * @param userId {@code sub} of the student's launches
 * @param given 0 or more; may be above the maximum
 * @param maximum above 0; the platform converts to the column's own
 * @param isFinal whether the student has handed in
 * @param at when the score is sent, not when it was reached: Moodle compares it with when it got
 *     the last one
 * @param comment what the student is to read; empty leaves it out, which clears an earlier one
 * @param canvas empty for every other platform
 */
public record ScoreMessage(
    String userId,
    BigDecimal given,
    BigDecimal maximum,
    boolean isFinal,
    Instant at,
    Optional<String> comment,
    Optional<CanvasSubmission> canvas) {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

  /**
   * Checked here, since platforms take what they should not: a score of a maximum of 0 is 1 of 100.
   */
  public ScoreMessage {
    if (userId.isBlank() || given.signum() < 0 || maximum.signum() <= 0) {
      throw new Refused(ServiceReason.SCORE_UNUSABLE);
    }
  }

  /** Without a comment. */
  public static ScoreMessage of(
      String userId, BigDecimal given, BigDecimal maximum, boolean isFinal, Instant at) {
    return new ScoreMessage(
        userId, given, maximum, isFinal, at, Optional.empty(), Optional.empty());
  }

  /** The same for Canvas. */
  public ScoreMessage with(CanvasSubmission submission) {
    return new ScoreMessage(userId, given, maximum, isFinal, at, comment, Optional.of(submission));
  }

  /** The same with a comment. */
  public ScoreMessage with(String text) {
    return new ScoreMessage(userId, given, maximum, isFinal, at, Optional.of(text), canvas);
  }

  /** With milliseconds and zone: Blackboard refuses a time without. */
  static String text(Instant moment) {
    return MOMENT.format(moment.atOffset(ZoneOffset.UTC));
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("userId", userId);
    fields.put("scoreGiven", Decimals.plain(given));
    fields.put("scoreMaximum", Decimals.plain(maximum));
    fields.put("activityProgress", isFinal ? "Completed" : "InProgress");
    fields.put("gradingProgress", "FullyGraded");
    fields.put("timestamp", text(at));
    comment.ifPresent(words -> fields.put("comment", words));
    canvas.ifPresent(submission -> fields.put(CanvasSubmission.NAME, submission.fields(at)));
    return fields;
  }
}
