/**
 * Fetches the list of a course's members and groups from its LMS. Knows what these are and how NRPS
 * and the groups service tell of them. Knows nothing of pages, schedules and threads.
 */
@NullMarked
package org.examhall.bridge.roster;

import org.jspecify.annotations.NullMarked;
