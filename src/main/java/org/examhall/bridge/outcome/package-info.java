/**
 * Brings grades from the outbox to the LMS: knows what a grade is, how LTI 1.1 writes it, and who
 * writes it otherwise. Knows nothing of queues, schedules and threads.
 */
@NullMarked
package org.examhall.bridge.outcome;

import org.jspecify.annotations.NullMarked;
