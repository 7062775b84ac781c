/** Who may do what when: availability, attempts left, review; one policy on the server's clock. */
@NullMarked
package org.examhall.core.access;

import org.jspecify.annotations.NullMarked;
