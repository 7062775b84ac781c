/**
 * LTI 1.1 Basic Outcomes: building signed requests that write, read or delete a grade in the
 * platform's gradebook, and reading what it answers. Sends nothing: a worker does. Must not know
 * whose grade it is, queues, HTTP clients or SQL.
 */
@NullMarked
package org.examhall.lti.outcome;

import org.jspecify.annotations.NullMarked;
