/**
 * From a verified LTI message to a stored launch: the one place where LTI's words become ours.
 * Knows no page.
 */
@NullMarked
package org.examhall.bridge.launch;

import org.jspecify.annotations.NullMarked;
