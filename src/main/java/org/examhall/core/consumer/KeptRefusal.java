package org.examhall.core.consumer;

import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * A refusal as it is found again.
 *
 * @param consumerId whom the message named, unverified; empty: nobody we know
 * @param consumerTitle empty text when it named nobody
 */
public record KeptRefusal(
    long id, Optional<Long> consumerId, String consumerTitle, LaunchRefusal refusal) {
  static KeptRefusal read(Row row) {
    return new KeptRefusal(
        row.longAt("id"),
        row.findLong("consumer_id"),
        row.text("consumer_title"),
        LaunchRefusal.read(row));
  }
}
