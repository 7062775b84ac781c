/**
 * Why an uploaded package cannot be used: one enum of reasons, each with words for the teacher.
 *
 * <p>Knows no SQL, no HTTP, no LTI.
 */
@NullMarked
package org.examhall.scorm.problem;

import org.jspecify.annotations.NullMarked;
