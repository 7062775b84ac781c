package org.examhall.lti.service;

import java.util.List;
import java.util.Optional;

/** Some of a course's line items. */
public record LineItemPage(List<LineItem> items) {
  /**
   * The first that measures this; platforms may ignore the filter that they were sent, and lose the
   * tag.
   */
  public Optional<LineItem> find(String resourceId, String tag) {
    return items.stream()
        .filter(item -> item.resourceId().equals(resourceId))
        .filter(item -> item.tag().equals(tag) || item.tag().isEmpty())
        .findFirst();
  }
}
