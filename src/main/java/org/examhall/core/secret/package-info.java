/**
 * What the database holds sealed, as a whole: changing the key that seals it, and a key that
 * outlives such changes. Knows where secrets are, and nothing of what they are for.
 */
@NullMarked
package org.examhall.core.secret;

import org.jspecify.annotations.NullMarked;
