/**
 * Work in the background: one lane of grades per consumer, the sweep, the end of attempts whose
 * time is over, and the schedules by Quartz. Decides when and on which thread; what is done stands
 * in core and bridge. Knows no page.
 */
@NullMarked
package org.examhall.jobs;

import org.jspecify.annotations.NullMarked;
