/**
 * Words for readers and lines for logs: message bundles by language, and a log layout that keeps an
 * event on one line. Knows no feature; keys are just keys.
 */
@NullMarked
package org.examhall.kernel.text;

import org.jspecify.annotations.NullMarked;
