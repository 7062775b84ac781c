package org.examhall.lti.contentitem;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a selection goes back to and what may come; all that its answer needs to know of the
 * request, to be kept while somebody chooses.
 *
 * @param url a web address of the verified request; it may hold a session key of the platform
 * @param mediaTypes accepted, {@code *} for any part
 * @param targets accepted document targets, such as {@code iframe}
 * @param multiple whether several items may come
 * @param data goes back unchanged; empty when it did not come
 */
public record SelectionReturn(
    String url,
    List<String> mediaTypes,
    List<String> targets,
    boolean multiple,
    Optional<String> data) {
  /** Whether a link that launches may come back. */
  public boolean takesLinks() {
    return mediaTypes.stream()
        .anyMatch(type -> List.of(ContentItem.LTI_LINK, "application/*", "*/*").contains(type));
  }

  static List<String> list(String commaSeparated) {
    return Stream.of(commaSeparated.split(","))
        .map(String::strip)
        .filter(piece -> !piece.isEmpty())
        .toList();
  }

  /** Not the address: it may hold a session key. */
  @Override
  public String toString() {
    return "selection return";
  }
}
