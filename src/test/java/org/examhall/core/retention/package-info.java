/** Tests of what goes by itself. */
@NullMarked
package org.examhall.core.retention;

import org.jspecify.annotations.NullMarked;
