package org.examhall.core.scoring;

import java.util.List;
import org.examhall.core.context.Launch;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * Sends a person's grade to the LMS again, because an instructor asked for it.
 *
 * <p>Repeats: asking twice before it went out sends it once. Errors: {@link Refused} when the
 * launch is not an instructor's, or the person has no grade for the launch's own resource.
 */
public final class ResendGrade {
  private final ScoreOutbox outbox;

  /** Works on this table. */
  public ResendGrade(ScoreOutbox outbox) {
    this.outbox = outbox;
  }

  /** The grade to ring the {@link Bell} for after the commit; none when there is no address. */
  public List<DueGrade> run(Tx tx, Launch launch, long personId) {
    if (!launch.isInstructor()) {
      throw new Refused(GradeReason.NOT_INSTRUCTOR);
    }
    long resourceId = launch.resourceId().orElseThrow(() -> new Refused(GradeReason.NO_GRADE));
    if (outbox.find(tx, resourceId, personId).isEmpty()) {
      throw new Refused(GradeReason.NO_GRADE);
    }
    return outbox.requeue(tx, resourceId, personId).stream().toList();
  }
}
