package org.examhall.core.scoring;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * The grade of a person for a resource and how far it got.
 *
 * @param scaledScore 0..1
 * @param connected false holds the grade back until its consumer is enabled again, and the
 *     registration of its place active
 * @param nextTryAt when it is tried next; empty unless it waits
 * @param reason of the last failure; empty after a success, and where a newer version wrote one
 *     that this one does not know
 * @param reasonDetail what the LMS said, in its words; never trusted, may be empty
 * @param sentAt when the LMS last accepted a grade
 */
public record OutboxGrade(
    long id,
    long personId,
    BigDecimal scaledScore,
    State state,
    boolean connected,
    Optional<Instant> nextTryAt,
    Optional<Undelivered> reason,
    String reasonDetail,
    Optional<Instant> sentAt) {
  /** How far a grade got. */
  public enum State {
    /** Will be sent. */
    WAITING,
    /** A worker is sending it. */
    SENDING,
    /** The LMS accepted it. */
    SENT,
    /**
     * The LMS said no, or nothing that trying again would change; also while a launch retries it.
     */
    REFUSED,
    /** The LMS gave no place for a grade. */
    NO_ADDRESS
  }

  static OutboxGrade read(Row row) {
    return new OutboxGrade(
        row.longAt("id"),
        row.longAt("person_id"),
        row.decimal("scaled_score"),
        row.constant("state", State.class),
        row.flag("connected"),
        row.findInstant("next_try_at"),
        row.findText("reason").flatMap(Undelivered::ofCode),
        row.findText("reason_detail").orElse(""),
        row.findInstant("sent_at"));
  }
}
