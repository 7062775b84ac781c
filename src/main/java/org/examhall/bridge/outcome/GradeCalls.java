package org.examhall.bridge.outcome;

import java.util.List;
import org.examhall.bridge.service.AgsCalls;
import org.examhall.core.scoring.GradeLease;
import org.examhall.core.scoring.ScoreDelivery;
import org.examhall.core.scoring.Undelivered;

/** Writes a grade in whichever way its place understands. */
public final class GradeCalls {
  private final OutcomeCalls outcomes;
  private final AgsCalls columns;

  /** Writes with these. */
  public GradeCalls(OutcomeCalls outcomes, AgsCalls columns) {
    this.outcomes = outcomes;
    this.columns = columns;
  }

  /** One try; every ending is a {@link ScoreDelivery}. */
  public ScoreDelivery send(GradePlace place, GradeLease lease) {
    if (place instanceof GradePlace.Lti13 lti13) {
      return columns.send(lti13.cell(), lease);
    }
    return replace(((GradePlace.Lti11) place).cells(), lease);
  }

  private ScoreDelivery replace(List<OutcomePlace> cells, GradeLease lease) {
    ScoreDelivery first = outcomes.replace(cells.get(0), lease.scaledScore());
    if (cells.size() == 1 || !mayBeTheSecret(first)) {
      return first;
    }
    ScoreDelivery second = outcomes.replace(cells.get(1), lease.scaledScore());
    return second.failure().isEmpty() ? second : first;
  }

  private static boolean mayBeTheSecret(ScoreDelivery delivery) {
    return delivery
        .failure()
        .filter(f -> f == Undelivered.UNAUTHORISED || f == Undelivered.DECLINED)
        .isPresent();
  }
}
