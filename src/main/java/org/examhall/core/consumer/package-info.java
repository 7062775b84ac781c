/** Institutions' LMSs and their keys. Knows nothing of courses. */
@NullMarked
package org.examhall.core.consumer;

import org.jspecify.annotations.NullMarked;
