package org.examhall.core.context;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.kernel.sql.Row;

/**
 * A verified launch: who, in which role, from where. Everything its pages show or change is checked
 * against this row.
 *
 * @param id opaque, in the path of its pages; useless without the launch's cookie
 * @param courseTitle or its label; may be empty
 * @param purpose what the LMS asked for
 * @param resourceLinkId the link that was followed; empty where the launch opens none
 * @param resourceId what the link opens; empty until an instructor chose or uploaded an exam
 * @param platform where the platform is: what it calls itself and where it answers; none in LTI 1.1
 * @param personName as the LMS gave it; may be empty
 */
public record Launch(
    String id,
    long consumerId,
    long contextId,
    String courseTitle,
    Purpose purpose,
    Optional<Long> resourceLinkId,
    Optional<Long> resourceId,
    long personId,
    String personName,
    Role role,
    String locale,
    String returnUrl,
    List<String> platform,
    Instant expiresAt) {
  /** Whether this launch runs the course's exams. */
  public boolean isInstructor() {
    return role == Role.INSTRUCTOR;
  }

  static Launch read(Row row) {
    return new Launch(
        row.text("id"),
        row.longAt("consumer_id"),
        row.longAt("context_id"),
        row.text("course_title"),
        row.constant("purpose", Purpose.class),
        row.findLong("resource_link_id"),
        row.findLong("resource_id"),
        row.longAt("person_id"),
        row.text("display_name"),
        row.constant("role", Role.class),
        row.text("locale"),
        row.text("return_url"),
        Stream.of(row.text("platform").split(" ")).filter(part -> !part.isEmpty()).toList(),
        row.instant("expires_at"));
  }
}
