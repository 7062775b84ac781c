/**
 * Exam packages: receiving, checking, unpacking, reading and finding them again.
 *
 * <p>{@link org.examhall.scorm.PackageStore} is the way in. Knows no SQL, no HTTP, no LTI and no
 * attempt; may use {@code kernel} only.
 */
@NullMarked
package org.examhall.scorm;

import org.jspecify.annotations.NullMarked;
