package org.examhall.core.attempt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code attempt_event} table: what happened besides answers. */
public final class AttemptEvents {
  /**
   * Something that happened to an attempt.
   *
   * @param event one word, such as {@code opened}, {@code taken}, {@code ended}, {@code late}
   * @param details an object, as the event needs
   */
  public record Event(long attemptId, String event, JsonNode details) {
    /** The attempt came to its end. */
    public static Event ended(long attemptId, EndReason reason) {
      String word = reason.name().toLowerCase(Locale.ROOT);
      return new Event(
          attemptId, "ended", JsonNodeFactory.instance.objectNode().put("reason", word));
    }
  }

  /** Notes events, at the transaction's time, and at its end. */
  public void add(Tx tx, List<Event> events) {
    if (events.isEmpty()) {
      return;
    }
    tx.atEnd(
        """
        insert into attempt_event (attempt_id, event, details)
        select attempt_id, event, details::jsonb
          from unnest(?::bigint[], ?::text[], ?::text[]) as t (attempt_id, event, details)
        """,
        events.stream().mapToLong(Event::attemptId).toArray(),
        events.stream().map(Event::event).toArray(String[]::new),
        events.stream().map(event -> event.details().toString()).toArray(String[]::new));
  }
}
