/**
 * Brings grades from the outbox to the LMS: knows both what a grade is and how LTI 1.1 writes it.
 * Knows nothing of queues, schedules and threads.
 */
@NullMarked
package org.examhall.bridge.outcome;

import org.jspecify.annotations.NullMarked;
