package org.examhall.core.user;

import java.time.Duration;
import java.util.Optional;

/**
 * Which lines of the log to show.
 *
 * @param actor the name of who did it; empty: anybody
 * @param action empty: any
 * @param within not older than this
 * @param before older than the line with this id
 * @param limit at most so many
 */
public record AuditQuery(
    String actor, String action, Optional<Duration> within, Optional<Long> before, int limit) {}
