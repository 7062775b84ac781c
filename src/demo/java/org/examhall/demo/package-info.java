/**
 * The demo: everything on one machine, started and stopped together.
 *
 * <p>Uses the product as its users do, through processes and HTTP. Must not import it.
 */
@NullMarked
package org.examhall.demo;

import org.jspecify.annotations.NullMarked;
