package org.examhall.bridge.outcome;

import java.util.Optional;
import org.examhall.bridge.service.AgsPlace;
import org.examhall.core.context.Lti13Outcomes;
import org.examhall.core.context.OutcomePlaces;
import org.examhall.core.context.OutcomePlaces.Standard;
import org.examhall.kernel.sql.Tx;

/** Where a grade goes: to the place that the newest launch gave, by whichever version of LTI. */
public final class GradePlaces {
  private final OutcomePlaces places;
  private final OutcomeTargets targets;
  private final Lti13Outcomes columns;

  /** Reads these. */
  public GradePlaces(OutcomePlaces places, OutcomeTargets targets, Lti13Outcomes columns) {
    this.places = places;
    this.targets = targets;
    this.columns = columns;
  }

  /** The newest place; empty when no launch gave one. */
  public Optional<GradePlace> find(Tx tx, long resourceId, long personId) {
    return places
        .newest(tx, resourceId, personId)
        .flatMap(standard -> of(tx, standard, resourceId, personId));
  }

  private Optional<GradePlace> of(Tx tx, Standard standard, long resourceId, long personId) {
    return switch (standard) {
      case LTI11 ->
          Optional.of(targets.list(tx, resourceId, personId))
              .filter(list -> !list.isEmpty())
              .map(GradePlace.Lti11::new);
      case LTI13 ->
          columns
              .find(tx, resourceId, personId)
              .map(place -> new GradePlace.Lti13(new AgsPlace(resourceId, place)));
    };
  }
}
