/**
 * How fast the product is, as ratios to what the same machine can do in the same minute. Drives the
 * real processes from outside; it must not know how they work inside.
 */
@NullMarked
package org.examhall.bench;

import org.jspecify.annotations.NullMarked;
