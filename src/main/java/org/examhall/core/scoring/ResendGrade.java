package org.examhall.core.scoring;

import java.util.List;
import org.examhall.core.context.Launch;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * Sends grades to the LMS again, because an instructor asked for it: one, or many that wait in
 * their lane like any other.
 *
 * <p>Repeats: asking twice before it went out sends it once. Errors: {@link Refused} when the
 * launch is not an instructor's, or the person has no grade for the launch's own resource.
 */
public final class ResendGrade {
  private final ScoreOutbox outbox;
  private final Requeues many = new Requeues();

  /** Works on this table. */
  public ResendGrade(ScoreOutbox outbox) {
    this.outbox = outbox;
  }

  /** The grade to ring the {@link Bell} for after the commit; none when there is no address. */
  public List<DueGrade> run(Tx tx, Launch launch, long personId) {
    long resourceId = resource(launch);
    if (outbox.find(tx, resourceId, personId).isEmpty()) {
      throw new Refused(GradeReason.NO_GRADE);
    }
    return outbox.requeue(tx, resourceId, personId).stream().toList();
  }

  /** All that were refused; the grades to ring the {@link Bell} for after the commit. */
  public List<DueGrade> runRefused(Tx tx, Launch launch, String group) {
    return many.refused(tx, resource(launch), group);
  }

  /** Those of these persons; the grades to ring the {@link Bell} for after the commit. */
  public List<DueGrade> runAll(Tx tx, Launch launch, List<Long> personIds) {
    long[] ids = personIds.stream().mapToLong(Long::longValue).toArray();
    return many.persons(tx, resource(launch), ids);
  }

  private static long resource(Launch launch) {
    if (!launch.isInstructor()) {
      throw new Refused(GradeReason.NOT_INSTRUCTOR);
    }
    return launch.resourceId().orElseThrow(() -> new Refused(GradeReason.NO_GRADE));
  }
}
