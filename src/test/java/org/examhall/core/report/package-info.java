/** Tests of the lists and sums over many attempts, on a real database. */
@NullMarked
package org.examhall.core.report;

import org.jspecify.annotations.NullMarked;
