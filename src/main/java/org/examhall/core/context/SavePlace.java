package org.examhall.core.context;

import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/**
 * Finds or makes the course and the link that a launch came from, and refreshes their titles.
 *
 * <p>A class that launches within a minute finds both as they are: nothing is written, so nobody
 * waits for anybody. Threads: any.
 */
public final class SavePlace {
  private final Contexts contexts;
  private final ResourceLinks links;

  /** Works on these tables. */
  public SavePlace(Contexts contexts, ResourceLinks links) {
    this.contexts = contexts;
    this.links = links;
  }

  /** A course as a launch names it; an empty label or title leaves what is known. */
  public record Course(String id, String label, String title) {}

  /** A link as a launch names it; an empty title leaves what is known. */
  public record Link(String id, String title) {}

  /**
   * Their rows.
   *
   * @param linkId empty where no link was named
   */
  public record Place(long contextId, Optional<Long> linkId) {}

  /** The place; empty when an administrator deleted the course. */
  public Optional<Place> run(Tx tx, long consumerId, Course course, Optional<Link> link) {
    return link.flatMap(l -> links.findUnchanged(tx, consumerId, course, l))
        .or(() -> save(tx, consumerId, course, link));
  }

  private Optional<Place> save(Tx tx, long consumerId, Course course, Optional<Link> link) {
    return contexts
        .save(tx, consumerId, course.id(), course.label(), course.title())
        .map(id -> new Place(id, link.map(l -> links.save(tx, id, l.id(), l.title()))));
  }
}
