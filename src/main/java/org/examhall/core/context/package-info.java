/** Courses, resource links, persons and verified launches. Knows nothing of exams. */
@NullMarked
package org.examhall.core.context;

import org.jspecify.annotations.NullMarked;
