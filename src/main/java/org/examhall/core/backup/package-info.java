/**
 * Backups: taking one while the site is at work, and restoring one into an empty database. Knows
 * which files there are, and nothing of what they say.
 */
@NullMarked
package org.examhall.core.backup;

import org.jspecify.annotations.NullMarked;
