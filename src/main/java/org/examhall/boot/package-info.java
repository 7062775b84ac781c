/**
 * Wires everything with plain constructors, and starts it: in any servlet container, on its own, as
 * a worker, or for one command. Knows all; nobody imports it. Only {@code Boot}, {@code WebApp} and
 * what they name may see a servlet class, so that worker and commands run without any.
 */
@NullMarked
package org.examhall.boot;

import org.jspecify.annotations.NullMarked;
