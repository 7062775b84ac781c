/**
 * Calls out of this installation, by Apache HttpClient: bounded in time and size, never to a
 * private address, never inside a transaction. Knows nothing of what is sent.
 */
@NullMarked
package org.examhall.kernel.net;

import org.jspecify.annotations.NullMarked;
