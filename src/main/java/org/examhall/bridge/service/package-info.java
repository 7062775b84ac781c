/**
 * Calls to the services of LTI Advantage: access tokens and who may share them, columns of
 * gradebooks, scores. Knows what a grade is and how AGS writes it. Knows nothing of queues,
 * schedules and threads.
 */
@NullMarked
package org.examhall.bridge.service;

import org.jspecify.annotations.NullMarked;
