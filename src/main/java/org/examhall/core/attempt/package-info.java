/** Attempts and what was saved in them: the save path, leases, tokens, history. */
@NullMarked
package org.examhall.core.attempt;

import org.jspecify.annotations.NullMarked;
