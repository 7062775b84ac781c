/**
 * Tries out a connection to an LMS, for the administrator who has to repair it. Knows what the
 * calls of a platform are. Knows no page.
 */
@NullMarked
package org.examhall.bridge.connection;

import org.jspecify.annotations.NullMarked;
