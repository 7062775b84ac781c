package org.examhall.core.consumer;

import java.time.Instant;
import org.examhall.kernel.sql.Row;

/** One of our own keys, without its secret. */
public record ToolKeyOverview(String kid, State state, Instant createdAt) {
  /** What a key is for, now. */
  public enum State {
    /** Published, and signs later. */
    NEXT,
    /** Signs. */
    SIGNS,
    /** Published for what it signed before. */
    PUBLISHED,
    /** Of no use any more. */
    OVER,
    /** Taken out of use by an administrator. */
    REVOKED
  }

  static ToolKeyOverview read(Row row) {
    return new ToolKeyOverview(
        row.text("kid"), row.constant("state", State.class), row.instant("created_at"));
  }
}
