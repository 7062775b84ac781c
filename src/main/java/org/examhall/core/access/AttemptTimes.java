package org.examhall.core.access;

import java.time.Instant;
import java.util.Optional;

/**
 * What the rules need to know of an attempt.
 *
 * @param startedAt when the exam first saved something; empty when it was opened but never begun
 * @param endedAt when the exam, the clock or staff ended it; empty while it goes on
 */
public record AttemptTimes(Optional<Instant> startedAt, Optional<Instant> endedAt) {}
