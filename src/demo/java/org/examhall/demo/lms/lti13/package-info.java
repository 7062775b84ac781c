/**
 * The platform's side of LTI 1.3: its keys and tokens, what it knows of a tool, and the ways in
 * which real platforms differ.
 *
 * <p>Written apart from the product's, so that a mistake in one shows in the other. Must not know
 * courses or pages.
 */
@NullMarked
package org.examhall.demo.lms.lti13;

import org.jspecify.annotations.NullMarked;
