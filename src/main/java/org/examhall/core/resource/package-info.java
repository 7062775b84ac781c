/** An exam set up in a course, with its settings. Knows nothing of attempts. */
@NullMarked
package org.examhall.core.resource;

import org.jspecify.annotations.NullMarked;
