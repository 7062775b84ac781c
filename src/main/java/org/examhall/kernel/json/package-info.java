/** JSON by Jackson with this program's conventions. Knows no message. */
@NullMarked
package org.examhall.kernel.json;

import org.jspecify.annotations.NullMarked;
