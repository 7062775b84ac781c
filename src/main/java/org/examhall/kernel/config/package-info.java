/**
 * Every setting in one table, read from the environment and examhall.conf, checked at the start.
 * Knows nothing of what the settings are for.
 */
@NullMarked
package org.examhall.kernel.config;

import org.jspecify.annotations.NullMarked;
