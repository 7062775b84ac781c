package org.examhall.bridge.service;

import java.util.List;
import org.examhall.core.context.Lti13Place;
import org.examhall.core.scoring.Column;

/** The cell of a gradebook that AGS writes to. */
public record AgsPlace(long resourceId, Lti13Place place) {
  /** The platform's own name of Canvas, which wants to know more than others. */
  private static final String CANVAS = "canvas";

  boolean isCanvas() {
    return place.product().equalsIgnoreCase(CANVAS);
  }

  Column column() {
    String title = place.title().isBlank() ? "Exam " + resourceId : place.title();
    return new Column(resourceId, place.deploymentId(), place.lineItemsUrl(), title);
  }

  /** Equal for places of the same column. */
  public Object whichColumn() {
    return List.of(place.client(), place.deploymentId(), place.lineItemsUrl(), place.lineItemUrl());
  }

  @Override
  public String toString() {
    return "column of resource " + resourceId;
  }
}
