package org.examhall.core.consumer;

import java.time.Duration;
import java.util.Optional;

/**
 * Which refusals to list.
 *
 * @param reference what the person saw; empty finds all
 * @param consumerId whom the message named; empty: anybody or nobody
 * @param fault empty finds all
 * @param within how long ago at most; empty: as long as they are kept
 * @param before the refusal that the page before this one ended with; empty on the first
 * @param limit most rows of a page
 */
public record RefusalQuery(
    String reference,
    Optional<Long> consumerId,
    String fault,
    Optional<Duration> within,
    Optional<Long> before,
    int limit) {}
