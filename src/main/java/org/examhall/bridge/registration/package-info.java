/**
 * An LMS registers itself: what it says is fetched, what it answers is stored. Knows no page; the
 * messages themselves are read and written by {@code lti.registration}.
 */
@NullMarked
package org.examhall.bridge.registration;

import org.jspecify.annotations.NullMarked;
