/**
 * The platform's side of LTI 1.1: signing launches, checking outcome requests.
 *
 * <p>Written apart from the product's, with the JDK alone, so that a mistake in one shows in the
 * other. Must not know pages.
 */
@NullMarked
package org.examhall.demo.lms.lti;

import org.jspecify.annotations.NullMarked;
