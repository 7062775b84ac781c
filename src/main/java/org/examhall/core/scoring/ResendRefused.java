package org.examhall.core.scoring;

import java.util.Map;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.sql.Tx;

/**
 * Has all grades that an LMS refused sent again, because its administrator has mended why.
 *
 * <p>They are due from now on; the sweep brings them into the LMS's lane by and by, however many
 * they are. Repeats: asking twice before they went out sends them once.
 */
public final class ResendRefused {
  private final Requeues grades;
  private final AuditLog audit;

  /** Works on {@code grades}, audited in {@code audit}. */
  public ResendRefused(Requeues grades, AuditLog audit) {
    this.grades = grades;
    this.audit = audit;
  }

  /** Of this consumer. What changes nothing leaves no trace. */
  public void run(Tx tx, Actor actor, long consumerId) {
    int again = grades.refused(tx, consumerId).size();
    if (again > 0) {
      audit.add(
          tx,
          actor,
          AuditAction.GRADES_RESENT,
          "consumer:" + consumerId,
          Map.of("grades", Integer.toString(again)));
    }
  }
}
