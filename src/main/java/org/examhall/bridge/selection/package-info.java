/**
 * Choosing exams for the LMS: what may be chosen, and the answer that carries the choice back to
 * the platform, in whichever version of LTI it asked. Knows no page.
 */
@NullMarked
package org.examhall.bridge.selection;

import org.jspecify.annotations.NullMarked;
