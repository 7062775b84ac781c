/**
 * Compares our grades with what the LMS's gradebook has, by AGS and by LTI 1.1. Reads alone; knows
 * nothing of pages.
 */
@NullMarked
package org.examhall.bridge.comparison;

import org.jspecify.annotations.NullMarked;
