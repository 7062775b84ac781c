/**
 * Deep linking: what a platform lets an instructor choose, and the answer that carries the choice
 * back. The answer is signed by {@code lti.jose} and posted by the web. Must not know exams.
 */
@NullMarked
package org.examhall.lti.deeplink;

import org.jspecify.annotations.NullMarked;
