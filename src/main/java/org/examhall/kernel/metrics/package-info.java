/** Numbers about this process for whoever watches it. Knows no exam and no table. */
@NullMarked
package org.examhall.kernel.metrics;

import org.jspecify.annotations.NullMarked;
