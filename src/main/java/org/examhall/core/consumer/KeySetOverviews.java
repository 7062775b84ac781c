package org.examhall.core.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Row;
import org.examhall.kernel.sql.Tx;

/** Platforms' key sets as the administrator sees them: one statement. */
public final class KeySetOverviews {
  private final Json json;

  /** Reads the sets as {@code json}. */
  public KeySetOverviews(Json json) {
    this.json = json;
  }

  /** The registration's; without keys when none were fetched from its present address. */
  public KeySetOverview of(Tx tx, long registrationId) {
    return tx.one(
            """
            select k.key_set, k.fetched_at, k.problem
              from platform_key k
              join lti13_registration r on r.id = k.registration_id
             where r.id = ?
               and k.key_set_url = r.key_set_url
            """,
            this::read,
            registrationId)
        .orElse(KeySetOverview.NONE);
  }

  private KeySetOverview read(Row row) {
    JsonNode set = json.tree(row.text("key_set")).orElse(MissingNode.getInstance());
    List<String> kids =
        StreamSupport.stream(set.path("keys").spliterator(), false)
            .map(key -> key.path("kid").asText(""))
            .filter(kid -> !kid.isEmpty())
            .toList();
    return new KeySetOverview(kids, row.findInstant("fetched_at"), row.text("problem"));
  }
}
