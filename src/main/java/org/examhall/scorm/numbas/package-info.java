/**
 * What a Numbas exam tells about itself: {@code source.exam}, {@code numbas-manifest.json}, the ids
 * of its interactions and the order of questions in an attempt's {@code suspend_data}.
 *
 * <p>Everything here is optional knowledge: an exam runs without it. Knows no SQL and no scores.
 */
@NullMarked
package org.examhall.scorm.numbas;

import org.jspecify.annotations.NullMarked;
