/** Tests of the access policy, row by row of its decision tables. */
@NullMarked
package org.examhall.core.access;

import org.jspecify.annotations.NullMarked;
