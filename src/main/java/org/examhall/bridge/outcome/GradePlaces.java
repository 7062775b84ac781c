package org.examhall.bridge.outcome;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.examhall.bridge.service.AgsPlace;
import org.examhall.core.context.Lti13Outcomes;
import org.examhall.core.context.OutcomePlaces;
import org.examhall.core.context.OutcomePlaces.Place;
import org.examhall.kernel.sql.Tx;

/**
 * Where a grade goes: to the place of each link that opens its resource, by whichever version of
 * LTI the newest launch there was.
 */
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

  /** All of them, each column once; where the person came last first. */
  public List<GradePlace> list(Tx tx, long resourceId, long personId) {
    Set<Object> seen = new HashSet<>();
    return places.list(tx, resourceId, personId).stream()
        .flatMap(place -> of(tx, place, resourceId, personId).stream())
        .filter(place -> seen.add(whichCell(place)))
        .toList();
  }

  /** Equal for places of the same cell. */
  private static Object whichCell(GradePlace place) {
    return place instanceof GradePlace.Lti13 column ? column.cell().whichColumn() : place;
  }

  private Optional<GradePlace> of(Tx tx, Place place, long resourceId, long personId) {
    long link = place.resourceLinkId();
    return switch (place.standard()) {
      case LTI11 ->
          Optional.of(targets.list(tx, link, resourceId, personId))
              .filter(list -> !list.isEmpty())
              .map(GradePlace.Lti11::new);
      case LTI13 ->
          columns
              .find(tx, link, personId)
              .map(cell -> new GradePlace.Lti13(new AgsPlace(resourceId, cell), place.launched()));
    };
  }
}
