package org.examhall.demo.lms;

import java.time.Instant;

/**
 * A request to a service of LTI 1.3 as it was received, for tests to look at.
 *
 * @param target path and query
 * @param person whom a score is for; empty for other requests
 * @param body as sent
 * @param treated how: a trouble's label; {@code refused} when it was not in order
 * @param detail why it was refused; empty otherwise
 */
public record ServiceCall(
    Instant at,
    Service service,
    String method,
    String target,
    String person,
    String body,
    String treated,
    String detail) {}
