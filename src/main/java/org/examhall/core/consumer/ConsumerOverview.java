package org.examhall.core.consumer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * A consumer with what the administrator wants to see at a glance.
 *
 * @param keys its LTI 1.1 keys, oldest first
 * @param clients its registrations of LTI 1.3, each as issuer and client id, oldest first
 * @param open whether anybody can launch from there: by a key, or a registration that is active
 * @param lastLaunchAt empty when nobody has launched for a year
 * @param deletedAt when an administrator deleted it
 */
public record ConsumerOverview(
    Consumer consumer,
    List<String> keys,
    List<String> clients,
    boolean open,
    long contexts,
    long resources,
    long persons,
    Optional<Instant> lastLaunchAt,
    Optional<Instant> deletedAt) {
  static ConsumerOverview read(Row row) {
    return new ConsumerOverview(
        Consumer.read(row),
        row.text("keys").lines().toList(),
        row.text("clients").lines().toList(),
        row.flag("is_open"),
        row.longAt("contexts"),
        row.longAt("resources"),
        row.longAt("persons"),
        row.findInstant("last_launch_at"),
        row.findInstant("deleted_at"));
  }
}
