package org.examhall.core.consumer;

import java.time.Instant;
import org.examhall.kernel.sql.Row;

/**
 * Where in the platform the tool was installed.
 *
 * @param consumerId whose courses its launches open: the registration's, or its own
 * @param deploymentId as the platform names it
 * @param accepted false: a launch named it, and an administrator has to accept it
 * @param consumerEnabled whether its consumer may launch
 */
public record Lti13Deployment(
    long id,
    long registrationId,
    long consumerId,
    String deploymentId,
    boolean accepted,
    boolean consumerEnabled,
    Instant createdAt) {
  static Lti13Deployment read(Row row) {
    return new Lti13Deployment(
        row.longAt("id"),
        row.longAt("registration_id"),
        row.longAt("consumer_id"),
        row.text("deployment_id"),
        row.text("state").equals("accepted"),
        row.flag("enabled"),
        row.instant("created_at"));
  }
}
