package org.examhall.core.resource;

import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * The rules of a resource, as its instructor set them.
 *
 * @param maxAttempts empty: any number
 * @param availableFrom empty: open from the start
 * @param availableUntil empty: never closes. Before {@code availableFrom}: the exam is closed
 *     between the two
 * @param dueAt ends attempts begun before it; later ones may still be begun while it is open
 * @param timeLimitMinutes from an attempt's start; empty leaves it to the exam
 * @param reviewFrom counts only with {@link ShowScores#REVIEW}
 * @param mailReceipts whether students get the receipts of attempts that end from now on by mail
 */
public record ResourceSetting(
    long resourceId,
    Optional<Integer> maxAttempts,
    Optional<Instant> availableFrom,
    Optional<Instant> availableUntil,
    Optional<Instant> dueAt,
    Optional<Integer> timeLimitMinutes,
    GradeOf gradeOf,
    ShowScores showScores,
    Optional<Instant> reviewFrom,
    boolean mailReceipts) {
  /** What a resource has until somebody changes it: always open, any number of attempts. */
  public static ResourceSetting initial(long resourceId) {
    return new ResourceSetting(
        resourceId,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        GradeOf.HIGHEST,
        ShowScores.COMPLETED,
        Optional.empty(),
        false);
  }

  /** These with more attempts, where they are limited. */
  public ResourceSetting plusAttempts(int more) {
    return new ResourceSetting(
        resourceId,
        maxAttempts.map(most -> most + more),
        availableFrom,
        availableUntil,
        dueAt,
        timeLimitMinutes,
        gradeOf,
        showScores,
        reviewFrom,
        mailReceipts);
  }

  /** These with or without receipts by mail. */
  public ResourceSetting withMailReceipts(boolean mail) {
    return new ResourceSetting(
        resourceId,
        maxAttempts,
        availableFrom,
        availableUntil,
        dueAt,
        timeLimitMinutes,
        gradeOf,
        showScores,
        reviewFrom,
        mail);
  }

  /** The same for another resource, without the dates that are over. */
  public ResourceSetting copiedTo(long otherResourceId, Instant now) {
    return new ResourceSetting(
        otherResourceId,
        maxAttempts,
        availableFrom.filter(now::isBefore),
        availableUntil.filter(now::isBefore),
        dueAt.filter(now::isBefore),
        timeLimitMinutes,
        gradeOf,
        showScores,
        reviewFrom.filter(now::isBefore),
        mailReceipts);
  }

  /** From the columns of a {@code resource_setting} row. */
  public static ResourceSetting read(Row row) {
    return new ResourceSetting(
        row.longAt("resource_id"),
        row.findInt("max_attempts"),
        row.findInstant("available_from"),
        row.findInstant("available_until"),
        row.findInstant("due_at"),
        row.findInt("time_limit_minutes"),
        row.constant("grade_of", GradeOf.class),
        row.constant("show_scores", ShowScores.class),
        row.findInstant("review_from"),
        row.findInstant("mail_receipts_since").isPresent());
  }
}
