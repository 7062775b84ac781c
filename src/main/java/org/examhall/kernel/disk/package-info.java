/** Files and folders that survive a power cut. Knows nothing of what they are for. */
@NullMarked
package org.examhall.kernel.disk;

import org.jspecify.annotations.NullMarked;
