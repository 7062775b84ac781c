/**
 * Fetches the list of a course's members from its LMS. Knows what a member is and how NRPS tells of
 * one. Knows nothing of pages, schedules and threads.
 */
@NullMarked
package org.examhall.bridge.roster;

import org.jspecify.annotations.NullMarked;
