/** Exams and their immutable versions, stored from uploaded packages. Knows nothing of attempts. */
@NullMarked
package org.examhall.core.exam;

import org.jspecify.annotations.NullMarked;
