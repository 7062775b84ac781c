/**
 * The save path: numbered batches of elements in, acknowledgements out after the commit. Knows
 * nothing of sockets, HTTP or JSON messages; docs/explanation/saving.md says why it is as it is.
 */
@NullMarked
package org.examhall.core.attempt.save;

import org.jspecify.annotations.NullMarked;
